using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The banner of a group and its variant.</summary>
internal static class GroupBanner
{
    public static readonly ImageVariants<Group> Variants = new(
        "group-banner",
        ImageSizeSet.Events,
        g => g.BannerUrl,
        new ImageVariant<Group>("thumbnail", g => g.ThumbnailImageUrl)
    );
}
