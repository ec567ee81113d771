using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>An event for its team: the tickets that are sold, until when they are on sale, and the number of check-ins.</summary>
internal sealed record GetEventTeamPage(ResourceKey Event) : IRequest<PageView>
{
    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<GetEventTeamPage, PageView>
    {
        public async Task<PageView> Handle(GetEventTeamPage query, CancellationToken ct)
        {
            var (e, _) = await events.RequireCoorganizerAsync(query.Event, ct);
            var attendees = data.Set<Attendee>().Where(a => a.EventId == e.Id && a.DeletedAt == null).Where(Attendee.HasValidTicket);
            var sold = await attendees
                .GroupBy(a => a.TicketId)
                .Select(g => new { TicketId = g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.TicketId, g => g.Count, ct);
            var checkedIn = await attendees.CountAsync(a => a.IsCheckedIn, ct);
            var tickets = await data.Set<Ticket>()
                .AsNoTracking()
                .Where(t => t.EventId == e.Id && t.DeletedAt == null)
                .OrderBy(t => t.Position)
                .ThenBy(t => t.Id)
                .ToListAsync(ct);
            List<PageLine> lines =
            [
                .. EventLines.Of(e),
                new PageLine("State", e.State.ToString()),
                new PageLine("Tickets sold", sold.Values.Sum().ToString(CultureInfo.InvariantCulture)),
                new PageLine("Checked in", checkedIn.ToString(CultureInfo.InvariantCulture)),
                new PageLine("", "Its sessions", $"/events/{Uri.EscapeDataString(e.Identifier)}/sessions/all"),
                new PageLine("", "Your exports", $"/events/{Uri.EscapeDataString(e.Identifier)}/export"),
            ];
            var sales = tickets.ConvertAll(t => new PageLine(
                t.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sold.GetValueOrDefault(t.Id)} sold, on sale until {EventTime.FormatPeriod(t.SalesEndsAt, null, e.Timezone)}"
                )
            ));
            return new PageView(e.Name, lines, [new PageList("Tickets", sales)]);
        }
    }
}
