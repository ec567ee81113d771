using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A custom system role that a user holds, for one event or for the whole platform.</summary>
[ReadOnlyForTokens]
public sealed class UserSystemRole : Entity
{
    public long UserId { get; set; }
    public User User { get; set; } = null!;
    public long CustomSystemRoleId { get; set; }
    public CustomSystemRole CustomSystemRole { get; set; } = null!;

    /// <summary>
    /// The event that a sales admin or marketer works for; null for the whole platform. There is no navigation property, because the
    /// Identity module does not depend on the Events module.
    /// </summary>
    public long? EventId { get; set; }
}
