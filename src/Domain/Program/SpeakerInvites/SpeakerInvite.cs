using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Invites the account with an e-mail address to be a speaker of a session. At most one is pending per address and session.
/// </summary>
public sealed class SpeakerInvite : EventContent
{
    /// <summary>How long an invite can be answered. The invitee needs time to write a speaker profile.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>The invited address, normalized (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Email { get; set; } = "";

    public SpeakerInviteStatus Status { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public long SessionId { get; set; }

    public Session Session { get; set; } = null!;

    /// <summary>Whether the invite can still be answered.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == SpeakerInviteStatus.Pending && now < ExpiresAt;
}
