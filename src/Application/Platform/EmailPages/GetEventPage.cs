using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>An event that the actor may see, with its tickets.</summary>
internal sealed record GetEventPage(ResourceKey Event) : IRequest<PageView>
{
    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<GetEventPage, PageView>
    {
        public async Task<PageView> Handle(GetEventPage query, CancellationToken ct)
        {
            var e = await events.GetVisibleAsync(query.Event, ct);
            var lines = EventLines.Of(e);
            if (e.OwnerName is { Length: > 0 } organizer)
                lines.Add(new PageLine("Organizer", organizer));
            if (e.ExternalEventUrl is { Length: > 0 } url)
                lines.Add(new PageLine("More about it", url, url));
            if (e.TicketUrl is { Length: > 0 } ticketUrl)
                lines.Add(new PageLine("Tickets", ticketUrl, ticketUrl));
            lines.Add(new PageLine("", "Add it to your calendar", string.Create(CultureInfo.InvariantCulture, $"/v1/events/{e.Id}.ics")));
            var tickets = await data.Set<Ticket>()
                .AsNoTracking()
                .Where(t => t.EventId == e.Id && t.DeletedAt == null && !t.IsHidden)
                .OrderBy(t => t.Position)
                .ThenBy(t => t.Id)
                .ToListAsync(ct);
            if (tickets.Count > 0 && string.IsNullOrEmpty(e.TicketUrl))
                lines.Add(new PageLine("", "This page only shows the tickets. A web frontend of this server sells them."));
            var offers = tickets.ConvertAll(t => new PageLine(t.Name, MoneyText.FormatOrFree(t.Price ?? 0, e.SalesCurrency)));
            return new PageView(e.Name, lines, [new PageList("Tickets", offers)]);
        }
    }
}
