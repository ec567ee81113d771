using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Handles a webhook event of the provider. The event only triggers a check: the outbox then fetches the payment from the provider. Events
/// that are repeated, late, out of order or forged therefore do no harm.
/// </summary>
internal sealed record HandlePaymentWebhook(string Body, string? Signature) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IPaymentProvider paymentProvider, IOutbox outbox)
        : IRequestHandler<HandlePaymentWebhook, Unit>
    {
        public async Task<Unit> Handle(HandlePaymentWebhook command, CancellationToken ct)
        {
            var grant = authorization.AllowAnyone(); // The provider has signed the event.
            if (ParseEvent(command) is not { } providerEvent)
                return Unit.Value;
            if (providerEvent.DisconnectedAccount is { } account)
            {
                foreach (var row in await data.Set<StripeAuthorization>().Where(a => a.StripeUserId == account).ToListAsync(ct))
                {
                    grant.Remove(row).Run(DirectWrites.LinkStripe);
                    await DisconnectStripe.RemoveAsync(data, row, ct);
                }

                return Unit.Value;
            }

            var payment = await data.Set<Payment>()
                .AsNoTracking()
                .Include(p => p.Refunds)
                .SingleOrDefaultAsync(p => p.ExternalId == providerEvent.PaymentId, ct);
            if (payment is null)
                return Unit.Value; // A payment of another application on the same account.
            if (!providerEvent.IsAboutRefund)
                outbox.Add(SyncPayment.EntryKind, providerEvent.Id, new SyncPayment.Payload(payment.Id));
            foreach (var refund in providerEvent.IsAboutRefund ? payment.Refunds : [])
                outbox.Add(RefundPayment.EntryKind, $"{refund.Reference} {providerEvent.Id}", new RefundPayment.Payload(refund.Reference));
            return Unit.Value;
        }

        private PaymentProviderEvent? ParseEvent(HandlePaymentWebhook command)
        {
            try
            {
                return paymentProvider.ParseWebhook(command.Body, command.Signature);
            }
            catch (PaymentRejectedException rejection)
            {
                throw RejectedException.Malformed(rejection.Message, "Stripe-Signature");
            }
        }
    }
}
