using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>A member of the event team.</summary>
/// <param name="RoleId">Owner, organizer or co-organizer.</param>
internal sealed record TeamMember(long UserId, string Email, string? FullName, long RoleId)
{
    public bool IsOrganizer => RoleId <= Role.OrganizerId;
}
