using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Sends an order's ticket e-mails again. For the event team.</summary>
/// <param name="Recipient">The recipient that the request names. Used only for the rate limit.</param>
/// <param name="Address">The caller's IP address.</param>
internal sealed record ResendOrderEmail(ResourceKey Order, string Recipient, string Address) : ICommand<Unit>
{
    private static readonly RateLimit PerRecipient = new("resend-order-mail-user", 5, TimeSpan.FromMinutes(1));
    private static readonly RateLimit PerOrder = new("resend-order-mail-order", 5, TimeSpan.FromMinutes(1));
    private static readonly RateLimit PerAddress = new("resend-order-mail-address", 60, TimeSpan.FromMinutes(1));

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IThrottle throttle, IOutbox outbox)
        : IRequestHandler<ResendOrderEmail, Unit>
    {
        public async Task<Unit> Handle(ResendOrderEmail command, CancellationToken ct)
        {
            authorization.RequireSignIn(ActorDecisions.CoorganizerAccess);
            await throttle.CountAsync([new RateLimitedAttempt(PerAddress, command.Address)], ct);
            var orders = catalog.Of<Order>();
            var order = await data.Set<Order>().AsNoTracking().Where(command.Order.Matches(orders)).SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("order", command.Order.Text, "/data/order");
            authorization.RequireCoorganizer(order.EventId);
            // Counted after the authorization, so that other users cannot use up a recipient's limit.
            await throttle.CountAsync(
                [new RateLimitedAttempt(PerRecipient, command.Recipient), new RateLimitedAttempt(PerOrder, $"{order.Id}")],
                ct
            );
            if (!order.Status.HasIssuedTickets())
                throw RejectedException.Invalid("Tickets are e-mailed for completed and placed orders only.", "/data/order");
            outbox.Add(
                IssueTickets.EntryKind,
                $"{order.Identifier} again {Guid.NewGuid():n}",
                new IssueTickets.Payload(order.Id, $"again {Guid.NewGuid():n}")
            );
            return Unit.Value;
        }
    }
}
