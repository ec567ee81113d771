using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The photo of a speaker and its variants.</summary>
internal static class SpeakerPhoto
{
    public static readonly ImageVariants<Speaker> Variants = new(
        "speaker-photo",
        ImageSizeSet.People,
        s => s.PhotoUrl,
        new("thumbnail", s => s.ThumbnailImageUrl),
        new("small", s => s.SmallImageUrl),
        new("icon", s => s.IconImageUrl)
    );
}
