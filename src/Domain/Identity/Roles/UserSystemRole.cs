using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A user holds a custom system role, for one event or for the platform.</summary>
public sealed class UserSystemRole : Entity
{
    public long UserId { get; set; }
    public User User { get; set; } = null!;
    public long CustomSystemRoleId { get; set; }
    public CustomSystemRole CustomSystemRole { get; set; } = null!;

    /// <summary>The event that a sales admin or marketer works for; null for the platform. A key only: Identity knows no events.</summary>
    public long? EventId { get; set; }
}
