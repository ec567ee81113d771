using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>The next events that everyone may see.</summary>
internal sealed record GetHomePage : IRequest<PageView>
{
    internal sealed class Handler(IData data, IEmailRenderer emails, TimeProvider clock) : IRequestHandler<GetHomePage, PageView>
    {
        private const int MaxEvents = 50;

        public async Task<PageView> Handle(GetHomePage query, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var events = await data.Set<Event>()
                .AsNoTracking()
                .Where(Event.IsListed)
                .Where(e => e.DeletedAt == null && e.EndsAt > now)
                .OrderBy(e => e.StartsAt)
                .ThenBy(e => e.Id)
                .Take(MaxEvents)
                .Select(EventLines.LinkColumns)
                .ToListAsync(ct);
            List<PageLine> lines =
            [
                new PageLine("", "The lab: measure and experiment in the browser", "/lab/"),
                new PageLine("", "For programs: the description of the API", "/reference"),
                new PageLine("", events.Count == 0 ? "There are no events yet." : "These events come next."),
            ];
            return new PageView(emails.SiteName, lines, [new PageList("Events", events.ConvertAll(EventLines.LinkTo))]);
        }
    }
}
