using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Writes the team of a new event.</summary>
internal sealed class TeamWriter(IData data, TimeProvider clock)
{
    /// <summary>Allows the rows that this class creates.</summary>
    /// <param name="isMember">The roles that are given.</param>
    public static Grant AllowFor(Grant grant, Event draft, Func<UsersEventsRole, bool> isMember) =>
        grant
            .Create<UsersEventsRole>(r => r.Event == draft && isMember(r))
            .Create<RoleInvite>(i => i.Event == draft && i.Status == RoleInviteStatus.Accepted)
            .Create<EmailNotification>(n => n.Event == draft);

    /// <summary>Makes a user the owner, with a row of e-mail settings.</summary>
    public void AddOwner(Event draft, long userId, string email)
    {
        AddRole(draft, userId, email, Role.OwnerId, "owner");
        AddEmailSettings(draft, userId);
    }

    /// <summary>
    /// Adds a role and an accepted invite. Clients list the team by its invites, so each role needs one. Its token is not given to anyone.
    /// </summary>
    public void AddRole(Event draft, long userId, string email, long roleId, string roleName)
    {
        data.Set<UsersEventsRole>()
            .Add(
                new UsersEventsRole
                {
                    Event = draft,
                    UserId = userId,
                    RoleId = roleId,
                }
            );
        data.Set<RoleInvite>()
            .Add(
                new RoleInvite
                {
                    Event = draft,
                    RoleId = roleId,
                    RoleName = roleName,
                    Email = email,
                    Status = RoleInviteStatus.Accepted,
                    TokenHash = EmailedToken.Create().Hash,
                    ExpiresAt = clock.GetUtcNow(),
                }
            );
    }

    /// <summary>Adds the row in which a member switches e-mails about the event off.</summary>
    public void AddEmailSettings(Event draft, long userId) =>
        data.Set<EmailNotification>().Add(new EmailNotification { Event = draft, UserId = userId });
}
