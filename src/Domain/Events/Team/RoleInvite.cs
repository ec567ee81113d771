using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>An invite to a role at an event, sent to an e-mail address. At most one is pending per address and event.</summary>
[ReadOnlyForTokens]
public sealed class RoleInvite : Entity, ICreatedAt
{
    public long EventId { get; set; }
    public Event Event { get; set; } = null!;
    public long RoleId { get; set; }
    public Role Role { get; set; } = null!;

    /// <summary>The invited address, normalized (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Email { get; set; } = "";

    /// <summary>The name of the role when the invite was sent.</summary>
    public string? RoleName { get; set; }

    public RoleInviteStatus Status { get; set; }

    /// <summary>
    /// The token in plain text. It is set only in the request that creates it, if the caller may see it, and never stored.
    /// </summary>
    public string? Hash { get; set; }

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Whether the invite can still be accepted.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == RoleInviteStatus.Pending && now < ExpiresAt;
}
