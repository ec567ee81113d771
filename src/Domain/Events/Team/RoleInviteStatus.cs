namespace OpenEvent.Domain.Events;

public enum RoleInviteStatus
{
    Pending,
    Accepted,
    Declined,
}
