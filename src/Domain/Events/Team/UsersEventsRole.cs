using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>The role of a user at an event. An event has exactly one owner: ownership is transferred, never added or removed.</summary>
[ReadOnlyForTokens]
public sealed class UsersEventsRole : Entity
{
    public long UserId { get; set; }
    public User User { get; set; } = null!;
    public long EventId { get; set; }
    public Event Event { get; set; } = null!;
    public long RoleId { get; set; }
    public Role Role { get; set; } = null!;

    public bool IsOwner => RoleId == Role.OwnerId;
}
