using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Mails an order's tickets once more: for the event's team.</summary>
/// <param name="Recipient">What the request says the mail is for; only counted, so that nobody is flooded.</param>
/// <param name="Address">The caller's.</param>
internal sealed record ResendOrderMail(Key Order, string Recipient, string Address) : ICommand<Unit>
{
    private static readonly Limit PerRecipient = new("resend-order-mail-user", 5, TimeSpan.FromMinutes(1));
    private static readonly Limit PerAddress = new("resend-order-mail-address", 60, TimeSpan.FromMinutes(1));

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, IThrottle throttle, IOutbox outbox)
        : IRequestHandler<ResendOrderMail, Unit>
    {
        public async Task<Unit> Handle(ResendOrderMail command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn, "Co-organizer access is required."));
            await throttle.CountAsync([new Attempt(PerAddress, command.Address)], ct);
            var orders = catalog.Of<Order>();
            var order = await data.Set<Order>().AsNoTracking().Where(command.Order.On(orders)).SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("order", command.Order.Text, "/data/order");
            gate.Require(Decision.When(gate.Actor.Runs(order.EventId), "Co-organizer access is required."));
            await throttle.CountAsync([new Attempt(PerRecipient, command.Recipient)], ct); // after the gate: strangers use nobody's turns up
            if (!order.Status.Admits())
                throw Refused.Invalid("Only the tickets of completed and placed orders are mailed.", "/data/order");
            outbox.Add(
                WhenOrderCompleted.EntryKind,
                $"{order.Identifier} again {Guid.NewGuid():n}",
                new WhenOrderCompleted.Payload(order.Id, $"again {Guid.NewGuid():n}")
            );
            return Unit.Value;
        }
    }
}
