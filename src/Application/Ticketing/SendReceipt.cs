using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Mails a completed order's tickets once more: for the buyer and the event's door. Once in five minutes for each order.</summary>
internal sealed record SendReceipt(Key Order) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, IOutbox outbox, TimeProvider clock)
        : IRequestHandler<SendReceipt, Unit>
    {
        public async Task<Unit> Handle(SendReceipt command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn, "Sign in to have a receipt mailed."));
            var order = await data.Set<Order>().AsNoTracking().Where(command.Order.On(catalog.Of<Order>())).SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("order", command.Order.Text, "/order-identifier");
            gate.Require(
                Decision.When(
                    gate.Actor.Is(order.UserId) || gate.Actor.Registers(order.EventId),
                    "Only the buyer and the event's registrars send receipts."
                )
            );
            if (order.Status != OrderStatus.Completed)
                throw Refused.Conflict("The order is not completed.");
            var slot = clock.GetUtcNow().ToUnixTimeSeconds() / 300;
            outbox.Add(
                WhenOrderCompleted.EntryKind,
                $"{order.Identifier} receipt {slot}",
                new WhenOrderCompleted.Payload(order.Id, $"receipt {slot}")
            );
            return Unit.Value;
        }
    }
}
