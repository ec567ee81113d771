using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The sessions that the actor has submitted or speaks in, by event, the newest first.</summary>
internal sealed record GetMySessionsPage : IRequest<PageView>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<GetMySessionsPage, PageView>
    {
        private const int MaxSessions = 200;

        public async Task<PageView> Handle(GetMySessionsPage query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see your sessions.");
            var (userId, verifiedEmail) = (authorization.Actor.UserId, authorization.Actor.VerifiedEmail);
            var sessions = await data.Set<Session>()
                .AsNoTracking()
                .Where(s => s.DeletedAt == null && s.Event.DeletedAt == null)
                .Where(s =>
                    s.CreatorId == userId
                    || (verifiedEmail != null && s.Speakers.Any(x => x.Speaker.DeletedAt == null && x.Speaker.Email == verifiedEmail))
                )
                .OrderByDescending(s => s.Id)
                .Take(MaxSessions)
                .Select(SessionLines.Columns)
                .ToListAsync(ct);
            List<PageLine> lines = sessions.Count == 0 ? [new PageLine("", "You have no sessions.")] : [];
            var lists = sessions.GroupBy(s => s.EventId).Select(g => new PageList(g.First().Event.Name, [.. g.Select(SessionLines.Of)]));
            return new PageView("Your sessions", lines, [.. lists]);
        }
    }
}
