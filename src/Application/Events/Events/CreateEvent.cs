using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Creates an event. The caller becomes its owner. Its attendee form starts with one question, for the e-mail address.
/// </summary>
internal sealed record CreateEvent(RowDraft<Event> New) : ICommand<Event>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        EventIdentifiers identifiers,
        TimeProvider clock,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<CreateEvent, Event>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Event> Handle(CreateEvent command, CancellationToken ct)
        {
            var draft = command.New.Row;
            authorization
                .Require(Policy.Create(authorization.Actor, draft))
                .Create(draft)
                .Create<UsersEventsRole>(r => r.Event == draft && r.UserId == authorization.Actor.UserId)
                .Create<RoleInvite>(i => i.Event == draft && i.Status == RoleInviteStatus.Accepted)
                .Create<EmailNotification>(n => n.Event == draft)
                .Create<CustomForm>(f => f.EventId == draft.Id);
            PublishingRules.Require(draft);
            foreach (var rule in rules)
                await rule.RequireAsync(draft, draft, command.New.Changes, ct);
            draft.Identifier = await identifiers.GenerateAsync(ct);
            draft.DeletedAt = null;
            data.Set<Event>().Add(draft);
            if (authorization.Actor is { UserId: { } owner, Email: { } email })
                AddOwner(draft, owner, email);
            await data.SaveChangesAsync(ct);
            var emailQuestion = CustomForm.CreateAttendeeEmailQuestion();
            emailQuestion.EventId = draft.Id;
            data.Set<CustomForm>().Add(emailQuestion);
            return draft;
        }

        /// <summary>
        /// Adds the owner's role and an accepted invite. Clients list the team by its invites, so the owner needs one too. Its token is not
        /// given to anyone.
        /// </summary>
        private void AddOwner(Event draft, long owner, string email)
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
}
