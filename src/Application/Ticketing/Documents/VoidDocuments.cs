using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Replaces the stored documents of a cancelled or deleted order, or of a deleted attendee, by empty files, which are answered with 410,
/// also after the rows are gone.
/// </summary>
internal sealed class VoidDocuments(IFileStore files, OrderDocumentRenderer renderer) : IOutboxConsumer
{
    public const string EntryKind = "documents-void";

    /// <param name="Documents">The identifiers of the documents: <see cref="OrderDocumentRenderer.GetPathAsync"/>.</param>
    internal sealed record Payload(IReadOnlyList<string> Documents);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        foreach (var document in payload.Deserialize<Payload>()!.Documents)
        {
            var path = await renderer.GetPathAsync(document, ct);
            await using (var stored = await files.OpenAsync(path, ct))
                if (stored is null)
                    continue; // It was never issued.
            await files.SaveAsync(path, Stream.Null, OrderDocumentRenderer.PdfContentType, ct);
        }
    }

    /// <summary>Queues the replacement of the documents of these attendees and, unless it remains valid, of the order's summary.</summary>
    /// <param name="key">Identifies what made them void.</param>
    public static void Queue(IOutbox outbox, string key, Order order, IEnumerable<string> attendeeIdentifiers, bool withSummary)
    {
        IEnumerable<string> tickets = attendeeIdentifiers.Select(a => TicketDocument.FormatQrCodeText(order.Identifier, a));
        outbox.Add(EntryKind, key, new Payload([.. withSummary ? tickets.Append(order.Identifier) : tickets]));
    }
}
