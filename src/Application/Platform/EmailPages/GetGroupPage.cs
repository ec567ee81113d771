using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>A group, with its public events. An event that is not public is reached by its own link only.</summary>
internal sealed record GetGroupPage(long GroupId) : IRequest<PageView>
{
    internal sealed class Handler(IData data, TimeProvider clock) : IRequestHandler<GetGroupPage, PageView>
    {
        private const int MaxEvents = 50;

        public async Task<PageView> Handle(GetGroupPage query, CancellationToken ct)
        {
            var group = await data.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == query.GroupId && g.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("group", $"{query.GroupId}");
            var now = clock.GetUtcNow();
            var events = await data.Set<Event>()
                .AsNoTracking()
                .Where(Event.IsListed)
                .Where(e => e.GroupId == group.Id && e.DeletedAt == null && e.EndsAt > now)
                .OrderBy(e => e.StartsAt)
                .ThenBy(e => e.Id)
                .Take(MaxEvents)
                .Select(EventLines.LinkColumns)
                .ToListAsync(ct);
            List<PageLine> lines = events.Count == 0 ? [new PageLine("", "The group has no events now.")] : [];
            return new PageView(group.Name, lines, [new PageList("Events", events.ConvertAll(EventLines.LinkTo))]);
        }
    }
}
