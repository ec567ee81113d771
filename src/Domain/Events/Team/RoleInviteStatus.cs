namespace OpenEvent.Domain.Events;

/// <summary>Whether an invite was answered, and how.</summary>
public enum RoleInviteStatus
{
    Pending,
    Accepted,
    Declined,
}
