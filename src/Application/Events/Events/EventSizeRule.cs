using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The attributes of an event take at most 90,000 bytes of a document, so that a list of 20 events stays under 2 MB. Each attribute has a
/// maximum length too, but a character takes up to six bytes.
/// </summary>
internal sealed class EventSizeRule(ResourceCatalog catalog) : IEventRule
{
    public const int MaxBytes = 90_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task RequireAsync(Event before, Event after, Changes<Event> changes, CancellationToken ct)
    {
        var longest = changes.Items.OfType<Change<Event, string?>>().MaxBy(c => c.Value?.Length ?? 0);
        if (longest is not null && Measure(after) > MaxBytes)
            throw RejectedException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The texts of an event may take at most {MaxBytes:N0} bytes together."),
                $"/data/attributes/{longest.Name}"
            );
        return Task.CompletedTask;
    }

    private int Measure(Event e)
    {
        var document = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(document, Options);
        json.WriteStartObject();
        catalog.Of<Event>().WriteAttributes(json, e, FieldMask.All);
        json.WriteEndObject();
        json.Flush();
        return document.WrittenCount;
    }
}
