using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The languages of an event's accepted and confirmed sessions, in order. For everyone who sees the event.</summary>
internal sealed record GetSessionLanguages(ResourceKey Event) : IRequest<IReadOnlyList<string>>
{
    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<GetSessionLanguages, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(GetSessionLanguages query, CancellationToken ct)
        {
            var id = await events.GetVisibleIdAsync(query.Event, ct);
            return await data.Set<Session>()
                .InPublicProgram(id)
                .Where(s => s.Language != null && s.Language != "")
                .Select(s => s.Language!)
                .Distinct()
                .OrderBy(language => language)
                .Take(QueryLimits.Rows)
                .ToListAsync(ct);
        }
    }
}
