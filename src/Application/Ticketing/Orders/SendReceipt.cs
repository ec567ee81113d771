using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Sends a completed order's ticket e-mails again, at most once in five minutes for each order. For the buyer and the event's registrars.
/// </summary>
internal sealed record SendReceipt(ResourceKey Order) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IOutbox outbox, TimeProvider clock)
        : IRequestHandler<SendReceipt, Unit>
    {
        public async Task<Unit> Handle(SendReceipt command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to request a receipt.");
            var order = await data.Set<Order>().AsNoTracking().Where(command.Order.Matches(catalog.Of<Order>())).SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("order", command.Order.Text, "/order-identifier");
            authorization.Require(
                Decision.AllowIf(
                    authorization.Actor.Scope?.Contains(order.EventId) != false
                        && (authorization.Actor.IsUser(order.UserId) || authorization.Actor.HasRegistrarAccess(order.EventId)),
                    "Only the buyer and the event's registrars can send receipts."
                )
            );
            if (order.Status != OrderStatus.Completed)
                throw RejectedException.Conflict("The order is not completed.");
            var slot = clock.GetUtcNow().ToUnixTimeSeconds() / 300;
            outbox.Add(IssueTickets.EntryKind, $"{order.Identifier} receipt {slot}", new IssueTickets.Payload(order.Id, $"receipt {slot}"));
            return Unit.Value;
        }
    }
}
