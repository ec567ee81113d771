using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Starts a checkout: creates an initializing order that holds its seats until it expires, with one blank attendee for each seat.
/// </summary>
internal sealed record CreateOrder(OrderRequest Request) : ICommand<Page<Order>>
{
    internal sealed class Rules : AbstractValidator<CreateOrder>
    {
        public Rules() => RuleFor(c => c.Request).SetValidator(new OrderRequestRules());
    }

    internal sealed class Handler(
        IAuthorization authorization,
        BasketBuilder basketBuilder,
        OrderLifecycle lifecycle,
        ResourceCatalog catalog,
        TimeProvider clock
    ) : IRequestHandler<CreateOrder, Page<Order>>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Page<Order>> Handle(CreateOrder command, CancellationToken ct)
        {
            var actor = authorization.Actor;
            var request = command.Request with { Tickets = [.. command.Request.Tickets.Where(t => t.Quantity > 0)] };
            var grant = authorization.Require(Policy.Create(actor, new Order()));
            var basket = await basketBuilder.BuildAsync(request, ct)
                ?? throw RejectedException.Invalid("An order needs at least one ticket.", "/tickets");
            var e = basket.Event;
            var isTeam = actor.HasCoorganizerAccess(e.Id);
            SaleRules.Require(basket.Seats, e, isTeam, basket.UnlockedTicketIds, clock.GetUtcNow(), i => $"/tickets/{i}/quantity");
            basketBuilder.RequireVerifiedUser(basket.Seats);

            var order = new Order { EventId = e.Id, UserId = actor.UserId };
            grant.Create(order).Create<Attendee>(order.Attendees.Contains).Create<OrderTicket>(order.Tickets.Contains);
            if (isTeam && request.Amount is { } amount)
            {
                Currency.Require(amount, e.SalesCurrency, "/amount");
                order.Amount = amount;
                order.IsAmountFinal = true;
            }
            await lifecycle.CreateAsync(order, basket, [], request.RejectsUsedUpDiscount, ct);
            // A new order is returned as it was written, so it is not read again from the database.
            return new Page<Order>([order], 1, new IncludedRows(), catalog.Of<Order>().ReaderAfterWrite(actor, order));
        }
    }
}
