using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Makes a user the owner of a new event.</summary>
internal sealed class EventOwner(IData data, TimeProvider clock)
{
    /// <summary>Allows the rows that <see cref="Add"/> creates.</summary>
    public static Grant AllowFor(Grant grant, Event draft, long? owner) =>
        grant
            .Create<UsersEventsRole>(r => r.Event == draft && r.UserId == owner)
            .Create<RoleInvite>(i => i.Event == draft && i.Status == RoleInviteStatus.Accepted)
            .Create<EmailNotification>(n => n.Event == draft);

    /// <summary>
    /// Adds the owner's role and an accepted invite. Clients list the team by its invites, so the owner needs one too. Its token is not
    /// given to anyone.
    /// </summary>
    public void Add(Event draft, long owner, string email)
    {
        data.Set<UsersEventsRole>()
            .Add(
                new UsersEventsRole
                {
                    Event = draft,
                    UserId = owner,
                    RoleId = Role.OwnerId,
                }
            );
        data.Set<EmailNotification>().Add(new EmailNotification { Event = draft, UserId = owner });
        data.Set<RoleInvite>()
            .Add(
                new RoleInvite
                {
                    Event = draft,
                    RoleId = Role.OwnerId,
                    RoleName = "owner",
                    Email = email,
                    Status = RoleInviteStatus.Accepted,
                    TokenHash = EmailedToken.Create().Hash,
                    ExpiresAt = clock.GetUtcNow(),
                }
            );
    }
}
