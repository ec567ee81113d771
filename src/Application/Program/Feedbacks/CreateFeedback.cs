using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Rates an event or a session.</summary>
internal sealed record CreateFeedback(Feedback Draft) : ICommand<Feedback>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<CreateFeedback, Feedback>
    {
        private static readonly FeedbackPolicy Policy = new();

        public async Task<Feedback> Handle(CreateFeedback command, CancellationToken ct)
        {
            var draft = command.Draft;
            authorization.RequireSignIn("Sign in to give feedback.");
            draft.Session = await data.Set<Session>().SingleOrDefaultAsync(s => s.Id == draft.SessionId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            if (draft.EventId is null && draft.Session is null)
                throw RejectedException.Invalid("Feedback is about an event or a session.", "/data/relationships/event");
            if (draft.EventId is { } eventId && draft.Session is { } session && session.EventId != eventId)
                throw RejectedException.Invalid("The session belongs to another event.", "/data/relationships/session/data");
            draft.DeletedAt = null;
            data.Set<Feedback>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
