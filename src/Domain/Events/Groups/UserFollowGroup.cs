using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>A user follows a group, and gets an e-mail when one of its events is announced.</summary>
public sealed class UserFollowGroup : Entity, ICreatedAt
{
    public long GroupId { get; set; }

    public Group Group { get; set; } = null!;

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }
}
