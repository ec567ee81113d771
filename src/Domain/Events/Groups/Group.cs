using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>A series of events under one name, which users follow. Its accepted organizers are organizers of its events.</summary>
public sealed class Group : Entity, ISoftDeleted, ICreatedAt
{
    public string Name { get; set; } = "";

    public string? About { get; set; }

    public string? BannerUrl { get; set; }

    public string? LogoUrl { get; set; }

    public string? ThumbnailImageUrl { get; set; }

    /// <summary>JSON in the format of the clients: an array of <c>{name, link}</c>.</summary>
    public string? SocialLinks { get; set; }

    /// <summary>Whether clients show the group on their start page. Set by staff.</summary>
    public bool IsPromoted { get; set; }

    /// <summary>The owner: the account that created the group.</summary>
    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public List<UserFollowGroup> Followers { get; } = [];

    /// <summary>Counted when the row is read.</summary>
    [NotMapped]
    public int FollowerCount { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
