using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Gives the invited user the role of the invite. Accepting the owner role makes the former owner an organizer, and takes the event out of
/// its group. Accepting again changes nothing.
/// </summary>
[ReadOnlyForTokens]
internal sealed record AcceptRoleInvite(string Token) : ICommand<AcceptRoleInvite.Result>
{
    internal sealed record Result(string Email, long Event, string EventIdentifier, string? Name, string Role);

    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock) : IRequestHandler<AcceptRoleInvite, Result>
    {
        public async Task<Result> Handle(AcceptRoleInvite command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in with the account of the invited e-mail address to accept this invite.");
            var found = await data.FindInviteAsync(command.Token, ct) ?? throw InviteRejections.NotFound("role invite");
            authorization
                .Require(RoleInvitePolicy.Accept(authorization.Actor, found))
                .Create<UsersEventsRole>(r => r.EventId == found.EventId && r.RoleId == found.RoleId)
                .Create<EmailNotification>(n => n.EventId == found.EventId)
                .Change<User>(u => u.Email == found.Email, nameof(User.IsVerified))
                .Change<RoleInvite>(i => i.Id == found.Id, nameof(RoleInvite.Status))
                .Change<Event>(e => e.Id == found.EventId, nameof(Event.GroupId), nameof(Event.Group))
                .Run(DirectWrites.DemoteOwner);

            // Lock the event, so that two owner invites cannot be accepted at the same time.
            await data.LockRowAsync<Event>(found.EventId, ct);
            data.ClearTracking();
            var invite = await data.FindInviteAsync(command.Token, ct) ?? throw InviteRejections.NotFound("role invite");
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Email == invite.Email && u.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("account", $"for {invite.Email}. Register first", "/data/token");

            if (invite.Status != RoleInviteStatus.Accepted)
                await GrantAsync(invite, user, ct);
            return new Result(user.Email, invite.EventId, invite.Event.Identifier, user.FullName, invite.Role.Name);
        }

        private async Task GrantAsync(RoleInvite invite, User user, CancellationToken ct)
        {
            if (!invite.IsOpen(clock.GetUtcNow()))
                throw InviteRejections.NotFound("role invite");
            var currentRoles = await data.Set<UsersEventsRole>()
                .Where(r => r.EventId == invite.EventId && r.UserId == user.Id)
                .ToListAsync(ct);
            if (currentRoles.All(r => r.RoleId != invite.RoleId))
            {
                if (invite.RoleId == Role.OwnerId)
                {
                    await DemoteOwnerAsync(invite.EventId, ct);
                    // The organizers of the group have no rights at an event whose new owner has not put it there.
                    invite.Event.GroupId = null;
                }

                data.Set<UsersEventsRole>()
                    .Add(
                        new UsersEventsRole
                        {
                            EventId = invite.EventId,
                            UserId = user.Id,
                            RoleId = invite.RoleId,
                        }
                    );
                if (
                    !await data.Set<EmailNotification>()
                        .AnyAsync(n => n.EventId == invite.EventId && n.UserId == user.Id && n.DeletedAt == null, ct)
                )
                    data.Set<EmailNotification>().Add(new EmailNotification { EventId = invite.EventId, UserId = user.Id });
            }

            user.IsVerified = true;
            invite.Status = RoleInviteStatus.Accepted;
        }

        /// <summary>
        /// Runs its statements immediately, before SaveChanges. The index that allows one owner per event is checked at each statement.
        /// </summary>
        private async Task DemoteOwnerAsync(long eventId, CancellationToken ct)
        {
            var roles = data.Set<UsersEventsRole>();
            var owners = roles.Where(r => r.EventId == eventId && r.RoleId == Role.OwnerId);
            await data.DeleteAsync(
                DirectWrites.DemoteOwner,
                owners.Where(r => roles.Any(o => o.EventId == eventId && o.UserId == r.UserId && o.RoleId == Role.OrganizerId)),
                ct
            );
            await data.UpdateAsync(DirectWrites.DemoteOwner, owners, s => s.SetProperty(r => r.RoleId, Role.OrganizerId), ct);
        }
    }
}
