using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The seed flow (docs/reference/orders.md#seed-flow): creates a pending order of existing attendees. The event team may set status and
/// amount, and may sell on site, for which the server creates the attendees.
/// </summary>
internal sealed record PlaceOrder(RowDraft<Order> Draft) : ICommand<Order>
{
    private const string Pointer = "/data/relationships/attendees/data";

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        BasketBuilder basketBuilder,
        CodeResolver codes,
        AttendeeFormValidator formValidator,
        OrderLifecycle lifecycle,
        TimeProvider clock
    ) : IRequestHandler<PlaceOrder, Order>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Order> Handle(PlaceOrder command, CancellationToken ct)
        {
            var actor = authorization.Actor;
            var order = command.Draft.Row;
            authorization
                .Require(Policy.Create(actor, order))
                .Create(order)
                .Create<Attendee>(order.Attendees.Contains)
                .Create<OrderTicket>(order.Tickets.Contains);
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
            var isTeam = actor.HasCoorganizerAccess(e.Id);
            var ids = command.Draft.IdsOf("attendees");
            var onSite = OnSiteTicketParser.Parse(order.OnSiteTickets);
            if (onSite.Count > 0)
                authorization.Require(Decision.AllowIf(isTeam, "Only the event team can sell tickets on site.", "on-site-tickets"));
            if (ids.Count == 0 && onSite.Count == 0)
                throw RejectedException.Invalid("An order needs at least one attendee.", Pointer);

            var attendees = await LoadAttendeesAsync(ids, e, ct);
            var basket = await codes.ResolveAsync(
                e,
                await CreateSeatRequestsAsync(attendees, onSite, e, ct),
                ToCodeReference(order.DiscountCodeId),
                ToCodeReference(order.AccessCodeId),
                "/data/relationships",
                ct
            );
            SaleRules.Require(basket.Seats, e, isTeam, basket.UnlockedTicketIds, clock.GetUtcNow(), _ => Pointer);
            basketBuilder.RequireVerifiedUser(basket.Seats);
            order.IsAmountFinal = isTeam && order.Amount is not null;
            if (order.IsAmountFinal)
                Currency.Require(order.Amount, e.SalesCurrency, "/data/attributes/amount");
            if (
                !order.IsAmountFinal
                && basket.Seats.FirstOrDefault(s => Pricing.PriceModeOf(s.Ticket) == PriceMode.Donation) is { } donation
            )
                throw RejectedException.Invalid(
                    $"\"{donation.Ticket.Name}\" is a donation. Order it with POST /v1/orders/create-order, which accepts a price.",
                    Pointer
                );

            order.UserId = actor.UserId;
            order.Status =
                isTeam
                && command.Draft.Changes.TryGet<OrderStatus>(nameof(Order.Status), out var given)
                && given != OrderStatus.Initializing
                    ? given
                    : OrderStatus.Pending;
            if (!actor.IsStaff)
                order.CancelNote = null;
            await lifecycle.CreateAsync(order, basket, attendees, rejectUsedUpDiscount: true, ct);
            if (!isTeam)
                await formValidator.RequireCompleteAsync(order, e, Pointer, ct);
            OrderPaymentRules.RequireAcceptedPaymentMode(order, e);
            return order;
        }

        private static CodeReference? ToCodeReference(long? code) => code is { } id ? new CodeReference($"{id}", id) : null;

        private async Task<IReadOnlyList<Attendee>> LoadAttendeesAsync(IReadOnlyList<long> ids, Event e, CancellationToken ct)
        {
            var attendees = await data.Set<Attendee>().AsNoTracking().Where(a => ids.Contains(a.Id) && a.DeletedAt == null).ToListAsync(ct);
            var missing = ids.Except(attendees.Select(a => a.Id)).ToList();
            if (missing.Count > 0)
                throw RejectedException.NotFound("attendee", string.Join(", ", missing), Pointer);
            foreach (var attendee in attendees)
                // The attendee may be hidden from the actor.
                authorization
                    .Require(AttendeePolicy.AddToOrder(authorization.Actor, attendee).WithoutRule())
                    .Run(DirectWrites.ClaimAttendees);
            if (attendees.Any(a => a.EventId != e.Id))
                throw RejectedException.Invalid("All attendees of an order must belong to its event.", Pointer);
            return attendees.Any(a => a.OrderId is not null)
                ? throw RejectedException.Conflict("An attendee already belongs to an order.", Pointer)
                : attendees;
        }

        private async Task<IReadOnlyList<SeatRequest>> CreateSeatRequestsAsync(
            IReadOnlyList<Attendee> attendees,
            IReadOnlyDictionary<long, int> onSite,
            Event e,
            CancellationToken ct
        )
        {
            var counts = attendees.GroupBy(a => a.TicketId).ToDictionary(g => g.Key, g => g.Count());
            foreach (var (id, n) in onSite)
                counts[id] = counts.GetValueOrDefault(id) + n;
            var tickets = await data.Set<Ticket>()
                .AsNoTracking()
                .Where(t => counts.Keys.Contains(t.Id) && t.EventId == e.Id && t.DeletedAt == null)
                .OrderBy(t => t.Id)
                .ToListAsync(ct);
            var missingTickets = counts.Keys.Except(tickets.Select(t => t.Id)).ToList();
            return missingTickets.Count == 0
                ? [.. tickets.Select(t => new SeatRequest(t, counts[t.Id], t.MinPrice))]
                : throw RejectedException.NotFound("ticket", string.Join(", ", missingTickets), Pointer);
        }
    }
}
