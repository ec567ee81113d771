using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The newest sessions of an event, for its team.</summary>
internal sealed record GetEventSessionsPage(ResourceKey Event) : IRequest<PageView>
{
    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<GetEventSessionsPage, PageView>
    {
        private const int MaxSessions = 500;

        public async Task<PageView> Handle(GetEventSessionsPage query, CancellationToken ct)
        {
            var (e, _) = await events.RequireCoorganizerAsync(query.Event, ct);
            var sessions = await data.Set<Session>()
                .AsNoTracking()
                .Where(s => s.EventId == e.Id && s.DeletedAt == null && s.State != SessionState.Draft)
                .OrderByDescending(s => s.Id)
                .Take(MaxSessions)
                .Select(SessionLines.Columns)
                .ToListAsync(ct);
            List<PageLine> lines = sessions.Count == 0 ? [new PageLine("", "Nobody has submitted a session yet.")] : [];
            return new PageView($"Sessions of {e.Name}", lines, [new PageList("Sessions", sessions.ConvertAll(SessionLines.Of))]);
        }
    }
}
