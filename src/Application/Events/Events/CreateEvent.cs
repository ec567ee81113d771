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
        NewEventWriter events,
        PictureQueue pictures,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<CreateEvent, Event>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Event> Handle(CreateEvent command, CancellationToken ct)
        {
            var draft = command.New.Row;
            var actor = authorization.Actor;
            var grant = authorization.Require(Policy.Create(actor, draft));
            PublishingRules.Require(draft);
            foreach (var rule in rules)
                await rule.RequireAsync(draft, draft, command.New.Changes, ct);
            draft.DeletedAt = null;
            await events.AddAsync(draft, grant, actor.UserId, actor.Email, hasEmailQuestion: false, ct);
            await data.SaveChangesAsync(ct);
            await pictures.QueueForNewAsync(EventPicture.Variants, draft, ct);
            return draft;
        }
    }
}
