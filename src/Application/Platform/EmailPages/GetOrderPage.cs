using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>An order. Attendees who did not place it see their own tickets only, as in its document.</summary>
internal sealed record GetOrderPage(ResourceKey Order) : IRequest<PageView>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, TimeProvider clock)
        : IRequestHandler<GetOrderPage, PageView>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<PageView> Handle(GetOrderPage query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see your order.");
            var orders = catalog.Of<Order>();
            var order = await data.Set<Order>()
                .AsNoTracking()
                .Include(o => o.Event)
                .Include(o => o.Attendees.Where(a => a.DeletedAt == null))
                    .ThenInclude(a => a.Ticket)
                .Where(query.Order.Matches(orders))
                .Where(orders.VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(orders.Type, query.Order.Text);
            var seesAll = Policy.CanSeePrivate(authorization.Actor, order);
            List<PageLine> lines =
            [
                EventLines.LinkTo(order.Event) with
                {
                    Label = "Event",
                },
                .. EventLines.Of(order.Event),
                new PageLine("State", order.StatusAt(clock.GetUtcNow()).ToString()),
            ];
            if (seesAll)
                lines.Add(new PageLine("Total", MoneyText.FormatOrFree(order.Total, OrderDocumentRenderer.GetCurrency(order))));
            if (seesAll && order.TicketsPdfUrl is { } url)
                lines.Add(new PageLine("", "All tickets (PDF)", url));
            var tickets = order
                .Attendees.Where(a => seesAll || a.Email == authorization.Actor.VerifiedEmail)
                .OrderBy(a => a.Id)
                .Select(a => new PageLine(a.Ticket.Name, a.FullName is { Length: > 0 } name ? name : "Ticket", a.PdfUrl));
            return new PageView($"Order {order.Identifier}", lines, [new PageList("Tickets", [.. tickets])]);
        }
    }
}
