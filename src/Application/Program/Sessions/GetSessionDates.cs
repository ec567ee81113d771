using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// The days in the event's time zone on which accepted or confirmed sessions start, in order. For everyone who sees the event.
/// </summary>
internal sealed record GetSessionDates(ResourceKey Event) : IRequest<IReadOnlyList<DateOnly>>
{
    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<GetSessionDates, IReadOnlyList<DateOnly>>
    {
        public async Task<IReadOnlyList<DateOnly>> Handle(GetSessionDates query, CancellationToken ct)
        {
            var e = await events.GetVisibleAsync(query.Event, ct);
            var starts = await data.Set<Session>()
                .InPublicProgram(e.Id)
                .Where(s => s.StartsAt != null)
                .Select(s => s.StartsAt!.Value)
                .Distinct()
                .OrderBy(at => at)
                .Take(QueryLimits.Rows)
                .ToListAsync(ct);
            return [.. starts.Select(at => EventTimeZone.LocalDate(at, e.Timezone)).Distinct().Order()];
        }
    }
}
