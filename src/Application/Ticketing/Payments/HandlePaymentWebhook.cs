using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Handles a webhook event of the provider. The event only triggers a check: the outbox then fetches the payment, or the state of the
/// account, from the provider. Events that are repeated, late, out of order or forged therefore do no harm.
/// </summary>
internal sealed record HandlePaymentWebhook(string Body, string? Signature) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IPaymentProvider paymentProvider, IOutbox outbox)
        : IRequestHandler<HandlePaymentWebhook, Unit>
    {
        public async Task<Unit> Handle(HandlePaymentWebhook command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            if (ParseEvent(command) is not { } providerEvent)
                return Unit.Value;
            if (providerEvent.AccountToCheck is { } account)
            {
                outbox.Add(CheckAccountAccess.EntryKind, providerEvent.Id, new CheckAccountAccess.Payload(account));
                return Unit.Value;
            }

            var payment = await data.Set<Payment>().AsNoTracking().SingleOrDefaultAsync(p => p.ExternalId == providerEvent.PaymentId, ct);
            if (payment is null)
                return Unit.Value; // A payment of another application on the same account.
            if (payment.State == PaymentState.Open)
                outbox.Add(SyncPayment.EntryKind, providerEvent.Id, new SyncPayment.Payload(payment.Id));
            if (providerEvent.IsAboutReversal)
                outbox.Add(SyncReversals.EntryKind, providerEvent.Id, new SyncReversals.Payload(payment.Id));
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
