using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Makes the thumbnail, the small picture and the icon of a speaker from their photo. A photo that cannot be used leaves the speaker
/// without them.
/// </summary>
internal sealed class ResizeSpeakerPhoto(
    IData data,
    IAuthorization authorization,
    ImageStore images,
    IImageEncoder encoder,
    ILogger<ResizeSpeakerPhoto> log
) : IOutboxConsumer
{
    public const string EntryKind = "speaker-photo";

    /// <summary>What the server writes.</summary>
    public static readonly string[] Members =
    [
        nameof(Speaker.ThumbnailImageUrl),
        nameof(Speaker.SmallImageUrl),
        nameof(Speaker.IconImageUrl),
    ];

    internal sealed record Payload(long SpeakerId, string Url);

    public string Kind => EntryKind;

    /// <summary>The URL of the photo has changed: the variants of the former photo go, and those of the new one are queued.</summary>
    public static void Queue(IOutbox outbox, Speaker speaker)
    {
        (speaker.ThumbnailImageUrl, speaker.SmallImageUrl, speaker.IconImageUrl) = (null, null, null);
        if (speaker.PhotoUrl is { Length: > 0 } url)
            outbox.Add(EntryKind, $"{speaker.Id} {Guid.NewGuid():n}", new Payload(speaker.Id, url));
    }

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (id, url) = payload.Deserialize<Payload>()!;
        if (!await data.Set<Speaker>().AnyAsync(s => s.Id == id && s.PhotoUrl == url, ct))
            return; // they have another photo by now
        try
        {
            var (thumbnail, small, icon) = ImageSizes.ForPeople;
            var files = encoder.Resize(await images.ReadAsync(url, ct), thumbnail, small, icon);
            var thumbnailUrl = await images.SaveAsync(files[0], "thumbnail", ct);
            var smallUrl = await images.SaveAsync(files[1], "small", ct);
            var iconUrl = await images.SaveAsync(files[2], "icon", ct);
            if (await data.Set<Speaker>().SingleOrDefaultAsync(s => s.Id == id && s.PhotoUrl == url, ct) is not { } row)
                return;
            authorization.AsServer().Change(row, Members);
            (row.ThumbnailImageUrl, row.SmallImageUrl, row.IconImageUrl) = (thumbnailUrl, smallUrl, iconUrl);
        }
        catch (ImageRejectedException e)
        {
            log.LogInformation("The photo of speaker {SpeakerId} is not used: {Reason}", id, e.Message);
        }
    }
}
