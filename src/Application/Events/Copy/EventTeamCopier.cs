using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Gives the team of an event the same roles at its copy. A caller who has no role there, such as staff, becomes an organizer, or the owner
/// if there is none. A token gives rights to nobody else: the caller then is the only member, and the owner.
/// </summary>
internal sealed class EventTeamCopier(IData data, IAuthorization authorization, TeamWriter team)
{
    public async Task CopyAsync(Event original, Event copy, Grant grant, CancellationToken ct)
    {
        TeamWriter.AllowFor(grant, copy, _ => true);
        var caller = authorization.Actor;
        var members = caller.Scope is not null ? [] : await ReadAsync(original, ct);
        if (caller is { UserId: { } id, Email: { } email } && members.TrueForAll(m => m.UserId != id))
            members.Add(
                members.Exists(m => m.RoleId == Role.OwnerId)
                    ? new Member(id, email, Role.OrganizerId, "organizer")
                    : new Member(id, email, Role.OwnerId, "owner")
            );
        foreach (var member in members)
            team.AddRole(copy, member.UserId, member.Email, member.RoleId, member.RoleName);
        foreach (var user in members.Select(m => m.UserId).Distinct())
            team.AddEmailSettings(copy, user);
    }

    private Task<List<Member>> ReadAsync(Event original, CancellationToken ct) =>
        data.Set<UsersEventsRole>()
            .AsNoTracking()
            .Where(r => r.EventId == original.Id && r.User.DeletedAt == null && !r.User.IsServiceAccount)
            .OrderBy(r => r.Id)
            .Select(r => new Member(r.UserId, r.User.Email, r.RoleId, r.Role.Name))
            .ToListAsync(ct);

    private sealed record Member(long UserId, string Email, long RoleId, string RoleName);
}
