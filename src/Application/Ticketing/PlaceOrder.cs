using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The seed flow: an order of attendees that are there already, pending from the start. The event's team may say status and amount, and may order at the
/// door, where the server makes the attendees.
/// </summary>
internal sealed record PlaceOrder(Draft<Order> Draft) : ICommand<Order>
{
    private const string Pointer = "/data/relationships/attendees/data";

    internal sealed class Handler(
        IData data,
        IGate gate,
        TicketCounter counter,
        CodeCounter codes,
        AttendeeForms forms,
        OrderFlow flow,
        TimeProvider clock
    ) : IRequestHandler<PlaceOrder, Order>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Order> Handle(PlaceOrder command, CancellationToken ct)
        {
            var (actor, order) = (gate.Actor, command.Draft.Row);
            gate.Require(Policy.Create(actor, order));
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
            var runs = actor.Runs(e.Id);
            var ids = command.Draft.Ids("attendees");
            var onSite = OnSiteTickets.Read(order.OnSiteTickets);
            if (onSite.Count > 0)
                gate.Require(Decision.When(runs, "Only the event's team orders on site.", "on-site-tickets"));
            if (ids.Count == 0 && onSite.Count == 0)
                throw Refused.Invalid("An order needs attendees.", Pointer);

            var attendees = await AttendeesAsync(ids, e, ct);
            var basket = await codes.FillAsync(
                e,
                await SeatsAsync(attendees, onSite, e, ct),
                Called(order.DiscountCodeId),
                Called(order.AccessCodeId),
                "/data/relationships",
                ct
            );
            SaleRules.Require(basket.Seats, e, runs, basket.Opened, clock.GetUtcNow(), _ => Pointer);
            counter.RequireVerified(basket.Seats);
            order.IsAmountFinal = runs && order.Amount is not null;
            if (!order.IsAmountFinal && basket.Seats.FirstOrDefault(s => Pricing.ModeOf(s.Ticket) == PriceMode.Donation) is { } donation)
                throw Refused.Invalid(
                    $"\"{donation.Ticket.Name}\" is a donation: order it by POST /v1/orders/create-order, which takes its price.",
                    Pointer
                );

            order.UserId = actor.UserId;
            order.Status =
                runs && command.Draft.Changes.TryGet<OrderStatus>(nameof(Order.Status), out var given) && given != OrderStatus.Initializing
                    ? given
                    : OrderStatus.Pending;
            if (!actor.IsStaff)
                order.CancelNote = null;
            await flow.OpenAsync(order, basket, attendees, verifiesDiscount: true, ct);
            if (!runs)
                await forms.RequireFilledAsync(order, e, Pointer, ct);
            OrderPayment.RequireTakeable(order, e);
            return order;
        }

        private static CodeName? Called(long? code) => code is { } id ? new CodeName($"{id}", id) : null;

        private async Task<IReadOnlyList<Attendee>> AttendeesAsync(IReadOnlyList<long> ids, Event e, CancellationToken ct)
        {
            var attendees = await data.Set<Attendee>().AsNoTracking().Where(a => ids.Contains(a.Id) && a.DeletedAt == null).ToListAsync(ct);
            var missing = ids.Except(attendees.Select(a => a.Id)).ToList();
            if (missing.Count > 0)
                throw Refused.Missing("attendee", string.Join(", ", missing), Pointer);
            foreach (var attendee in attendees)
                gate.Require(AttendeePolicy.Order(gate.Actor, attendee));
            if (attendees.Any(a => a.EventId != e.Id))
                throw Refused.Invalid("All attendees of an order are of its event.", Pointer);
            return attendees.Any(a => a.OrderId is not null)
                ? throw Refused.Conflict("An attendee is in an order already.", Pointer)
                : attendees;
        }

        private async Task<IReadOnlyList<SeatRequest>> SeatsAsync(
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
            var gone = counts.Keys.Except(tickets.Select(t => t.Id)).ToList();
            return gone.Count == 0
                ? [.. tickets.Select(t => new SeatRequest(t, counts[t.Id], t.MinPrice))]
                : throw Refused.Missing("ticket", string.Join(", ", gone), Pointer);
        }
    }
}
