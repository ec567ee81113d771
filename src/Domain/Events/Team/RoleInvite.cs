using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>An offer of a role at an event to whoever reads an address. At most one is pending per address and event.</summary>
public sealed class RoleInvite : Entity, ICreatedAt
{
    public long EventId { get; set; }
    public Event Event { get; set; } = null!;
    public long RoleId { get; set; }
    public Role Role { get; set; } = null!;

    /// <summary>Normal form (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Email { get; set; } = "";

    /// <summary>The role's name when it was offered.</summary>
    public string? RoleName { get; set; }

    public RoleInviteStatus Status { get; set; }

    /// <summary>The token in clear, where it was made in this request for someone who may see it: never stored.</summary>
    public string? Hash { get; set; }

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => Status == RoleInviteStatus.Pending && now < ExpiresAt;
}
