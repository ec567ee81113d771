using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Who hears of what happens at an event.</summary>
internal static class Team
{
    /// <summary>Those who run the event, the owner first.</summary>
    public static Task<List<TeamMember>> TeamOfAsync(this IData data, long eventId, CancellationToken ct) => data.Set<UsersEventsRole>().AsNoTracking()
        .Where(r => r.EventId == eventId && r.RoleId <= Role.CoorganizerId && r.User.DeletedAt == null)
        .OrderBy(r => r.RoleId).ThenBy(r => r.UserId).Select(r => new TeamMember(r.UserId, r.User.Email, r.User.FullName, r.RoleId)).ToListAsync(ct);
}
