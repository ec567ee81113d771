using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Makes the large, the thumbnail and the icon of an event from its original picture. A picture that cannot be used leaves the event
/// without them.
/// </summary>
internal sealed class ResizeEventImage(
    IData data,
    IAuthorization authorization,
    ImageStore images,
    IImageEncoder encoder,
    ILogger<ResizeEventImage> log
) : IOutboxConsumer
{
    public const string EntryKind = "event-image";

    /// <summary>What the server writes.</summary>
    public static readonly string[] Members = [nameof(Event.LargeImageUrl), nameof(Event.ThumbnailImageUrl), nameof(Event.IconImageUrl)];

    internal sealed record Payload(long EventId, string Url);

    public string Kind => EntryKind;

    /// <summary>The URL of the original has changed: the variants of the former picture go, and those of the new one are queued.</summary>
    public static void Queue(IOutbox outbox, Event e)
    {
        (e.LargeImageUrl, e.ThumbnailImageUrl, e.IconImageUrl) = (null, null, null);
        if (e.OriginalImageUrl is { Length: > 0 } url)
            outbox.Add(EntryKind, $"{e.Id} {Guid.NewGuid():n}", new Payload(e.Id, url));
    }

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (id, url) = payload.Deserialize<Payload>()!;
        if (!await data.Set<Event>().AnyAsync(e => e.Id == id && e.OriginalImageUrl == url, ct))
            return; // it has another picture by now
        try
        {
            var (large, thumbnail, icon) = ImageSizes.ForEvents;
            var files = encoder.Resize(await images.ReadAsync(url, ct), large, thumbnail, icon);
            var largeUrl = await images.SaveAsync(files[0], "large", ct);
            var thumbnailUrl = await images.SaveAsync(files[1], "thumbnail", ct);
            var iconUrl = await images.SaveAsync(files[2], "icon", ct);
            if (await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == id && e.OriginalImageUrl == url, ct) is not { } row)
                return;
            authorization.AsServer().Change(row, Members);
            (row.LargeImageUrl, row.ThumbnailImageUrl, row.IconImageUrl) = (largeUrl, thumbnailUrl, iconUrl);
        }
        catch (ImageRejectedException e)
        {
            log.LogInformation("The picture of event {EventId} is not used: {Reason}", id, e.Message);
        }
    }
}
