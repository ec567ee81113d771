using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The avatar of a user and its variants.</summary>
internal static class UserAvatar
{
    public static readonly ImageVariants<User> Variants = new(
        "user-avatar",
        ImageSizeSet.People,
        u => u.AvatarUrl,
        new(ImageVariant<User>.Original, u => u.OriginalImageUrl),
        new("thumbnail", u => u.ThumbnailImageUrl),
        new("small", u => u.SmallImageUrl),
        new("icon", u => u.IconImageUrl)
    );
}
