using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Creates a session of an event that accepts sessions. Only the event team assigns rooms: a room sent by others is ignored.
/// </summary>
internal sealed record SubmitSession(Session Draft) : ICommand<Session>
{
    internal sealed class Handler(IData data, IAuthorization authorization, SessionNotifier notifier, TimeProvider clock)
        : IRequestHandler<SubmitSession, Session>
    {
        private static readonly SessionPolicy Policy = new();

        public async Task<Session> Handle(SubmitSession command, CancellationToken ct)
        {
            var draft = command.Draft;
            var now = clock.GetUtcNow();
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            authorization.Require(
                Decision.AllowIf(
                    await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.IsSessionsSpeakersEnabled, ct),
                    "This event does not accept sessions."
                )
            );
            SessionTimes.Require(draft);
            if (draft.StartsAt <= now)
                throw RejectedException.Invalid("A new session must start in the future.", "/data/attributes/starts-at");
            if (!authorization.Actor.HasCoorganizerAccess(draft.EventId))
                draft.MicrolocationId = null;
            draft.IsMailSent = false;
            draft.CreatorId = authorization.Actor.UserId;
            draft.LastModifiedAt = now;
            if (draft.State != SessionState.Draft)
                draft.SubmittedAt = now;
            data.Set<Session>().Add(draft);
            await data.SaveChangesAsync(ct);
            if (draft.State != SessionState.Draft)
                await notifier.NotifySubmittedAsync(draft, ct);
            return draft;
        }
    }
}
