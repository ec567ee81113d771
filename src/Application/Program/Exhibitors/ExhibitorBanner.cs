using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The banner of an exhibitor and its variant.</summary>
internal static class ExhibitorBanner
{
    public static readonly ImageVariants<Exhibitor> Variants = new(
        "exhibitor-banner",
        ImageSizeSet.Events,
        x => x.BannerUrl,
        new ImageVariant<Exhibitor>("thumbnail", x => x.ThumbnailImageUrl)
    );
}
