using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>A new session of an event that takes sessions. The room is the event team's to give: from others it is left out.</summary>
internal sealed record SubmitSession(Session Draft) : ICommand<Session>
{
    internal sealed class Handler(IData data, IAuthorization authorization, SessionNotifier notifier, TimeProvider clock)
        : IRequestHandler<SubmitSession, Session>
    {
        private static readonly SessionPolicy Policy = new();

        public async Task<Session> Handle(SubmitSession command, CancellationToken ct)
        {
            var (draft, now) = (command.Draft, clock.GetUtcNow());
            authorization.Require(Policy.Create(authorization.Actor, draft));
            authorization.Require(
                Decision.AllowIf(
                    await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.IsSessionsSpeakersEnabled, ct),
                    "The event takes no sessions."
                )
            );
            SessionTimes.Require(draft);
            if (draft.StartsAt <= now)
                throw RejectedException.Invalid("A new session starts in the future.", "/data/attributes/starts-at");
            if (!authorization.Actor.HasCoorganizerAccess(draft.EventId))
                (draft.MicrolocationId, draft.IsMailSent) = (null, false);
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
