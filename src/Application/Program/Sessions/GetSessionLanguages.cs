using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The languages of an event's accepted and confirmed sessions, in order. For everyone who sees the event.</summary>
internal sealed record GetSessionLanguages(ResourceKey Event) : IRequest<IReadOnlyList<string>>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<GetSessionLanguages, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(GetSessionLanguages query, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            var id = await data.Set<Event>()
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .Where(query.Event.Matches(events))
                .Select(e => (long?)e.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event", query.Event.Text);
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
