using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The invite of an e-mail address to a role in a group and, once it is accepted, the role of a user. An accepted organizer is an organizer
/// of the events in the group.
/// </summary>
[ReadOnlyForTokens]
public sealed class UsersGroupsRole : Entity
{
    public long GroupId { get; set; }

    public Group Group { get; set; } = null!;

    public long RoleId { get; set; }

    public Role Role { get; set; } = null!;

    /// <summary>The user who accepted the invite; null before.</summary>
    public long? UserId { get; set; }

    public User? User { get; set; }

    /// <summary>The invited address, normalized (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Email { get; set; } = "";

    public bool Accepted { get; set; }

    /// <summary>
    /// The token in plain text. It is set only in the request that creates it, if the caller may see it, and never stored.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Whether the invite can still be accepted.</summary>
    public bool IsOpen(DateTimeOffset now) => !Accepted && now < ExpiresAt;
}
