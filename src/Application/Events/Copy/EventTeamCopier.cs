using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Gives the team of an event the same roles at its copy. A caller who has no role there, such as staff, becomes an organizer, or the owner
/// if there is none.
/// </summary>
internal sealed class EventTeamCopier(IData data, IAuthorization authorization, TimeProvider clock)
{
    public async Task CopyAsync(Event original, Event copy, Grant grant, CancellationToken ct)
    {
        grant
            .Create<UsersEventsRole>(r => r.Event == copy)
            .Create<EmailNotification>(n => n.Event == copy)
            .Create<RoleInvite>(i => i.Event == copy && i.Status == RoleInviteStatus.Accepted);
        var members = await data.Set<UsersEventsRole>()
            .AsNoTracking()
            .Where(r => r.EventId == original.Id && r.User.DeletedAt == null)
            .OrderBy(r => r.Id)
            .Select(r => new Member(r.UserId, r.User.Email, r.RoleId, r.Role.Name))
            .ToListAsync(ct);
        if (authorization.Actor is { UserId: { } caller, Email: { } email } && members.TrueForAll(m => m.UserId != caller))
            members.Add(
                members.Exists(m => m.RoleId == Role.OwnerId)
                    ? new Member(caller, email, Role.OrganizerId, "organizer")
                    : new Member(caller, email, Role.OwnerId, "owner")
            );
        foreach (var member in members)
            AddMember(copy, member);
        foreach (var user in members.Select(m => m.UserId).Distinct())
            data.Set<EmailNotification>().Add(new EmailNotification { Event = copy, UserId = user });
    }

    /// <summary>Clients list the team by its accepted invites, so each role has one. Its token is not given to anyone.</summary>
    private void AddMember(Event copy, Member member)
    {
        data.Set<UsersEventsRole>()
            .Add(
                new UsersEventsRole
                {
                    Event = copy,
                    UserId = member.UserId,
                    RoleId = member.RoleId,
                }
            );
        data.Set<RoleInvite>()
            .Add(
                new RoleInvite
                {
                    Event = copy,
                    RoleId = member.RoleId,
                    RoleName = member.RoleName,
                    Email = member.Email,
                    Status = RoleInviteStatus.Accepted,
                    TokenHash = EmailedToken.Create().Hash,
                    ExpiresAt = clock.GetUtcNow(),
                }
            );
    }

    private sealed record Member(long UserId, string Email, long RoleId, string RoleName);
}
