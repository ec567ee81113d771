using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Begins a checkout: an order that holds its seats for some minutes, with a blank attendee for each.</summary>
internal sealed record CreateOrder(OrderRequest Request) : ICommand<Page<Order>>
{
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
            var (actor, request) = (
                authorization.Actor,
                command.Request with
                {
                    Tickets = [.. command.Request.Tickets.Where(t => t.Quantity > 0)],
                }
            );
            authorization.Require(Policy.Create(actor, new Order()));
            var basket = await basketBuilder.BuildAsync(request, ct)
                ?? throw RejectedException.Invalid("An order needs tickets.", "/tickets");
            var (e, isTeam) = (basket.Event, actor.HasCoorganizerAccess(basket.Event.Id));
            SaleRules.Require(basket.Seats, e, isTeam, basket.UnlockedTicketIds, clock.GetUtcNow(), i => $"/tickets/{i}/quantity");
            basketBuilder.RequireVerifiedUser(basket.Seats);

            var order = new Order { EventId = e.Id, UserId = actor.UserId };
            if (isTeam && request.Amount is { } amount)
                (order.Amount, order.IsAmountFinal) = (amount, true);
            await lifecycle.CreateAsync(order, basket, [], request.RejectsUsedUpDiscount, ct);
            // Not read back: a new order is as it was written.
            return new Page<Order>([order], 1, new IncludedRows(), catalog.Of<Order>().ReaderAfterWrite(actor, order));
        }
    }
}
