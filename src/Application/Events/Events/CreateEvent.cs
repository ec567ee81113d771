using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;

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
        PictureQueue pictures,
        EventOwner owners,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<CreateEvent, Event>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Event> Handle(CreateEvent command, CancellationToken ct)
        {
            var draft = command.New.Row;
            var grant = authorization
                .Require(Policy.Create(authorization.Actor, draft))
                .Create(draft)
                .Create<CustomForm>(f => f.EventId == draft.Id);
            EventOwner.AllowFor(grant, draft, authorization.Actor.UserId);
            PublishingRules.Require(draft);
            foreach (var rule in rules)
                await rule.RequireAsync(draft, draft, command.New.Changes, ct);
            draft.Identifier = await identifiers.GenerateAsync(ct);
            draft.DeletedAt = null;
            data.Set<Event>().Add(draft);
            if (authorization.Actor is { UserId: { } owner, Email: { } email })
                owners.Add(draft, owner, email);
            await data.SaveChangesAsync(ct);
            await pictures.QueueForNewAsync(EventPicture.Variants, draft, ct);
            var emailQuestion = CustomForm.CreateAttendeeEmailQuestion();
            emailQuestion.EventId = draft.Id;
            data.Set<CustomForm>().Add(emailQuestion);
            return draft;
        }
    }
}
