using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>An event that a user has marked for themselves.</summary>
public sealed class UserFavouriteEvent : Entity, ISoftDeleted
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public DateTimeOffset? DeletedAt { get; set; }
}
