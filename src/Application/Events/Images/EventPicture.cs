using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The picture of an event and its variants.</summary>
internal static class EventPicture
{
    public static readonly ImageVariants<Event> Variants = new(
        "event-image",
        ImageSizeSet.Events,
        e => e.OriginalImageUrl,
        new("large", e => e.LargeImageUrl),
        new("thumbnail", e => e.ThumbnailImageUrl),
        new("icon", e => e.IconImageUrl)
    );
}
