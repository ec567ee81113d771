using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>A member of the event team.</summary>
/// <param name="RoleId">Owner, organizer or co-organizer.</param>
/// <param name="IsReachable">
/// Whether the address is verified, the account not blocked and not a service account. Other addresses get no texts of users: they may
/// belong to another person.
/// </param>
internal sealed record TeamMember(long EventId, long UserId, string Email, string? FullName, long RoleId, bool IsReachable)
{
    public bool IsOrganizer => RoleId <= Role.OrganizerId;
}
