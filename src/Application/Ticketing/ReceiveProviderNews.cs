using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// What the provider tells by its webhook. It is a hint where to look: the outbox asks the provider itself, so that news that comes twice, late, out of order
/// or forged does no harm.
/// </summary>
internal sealed record ReceiveProviderNews(string Body, string? Signature) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, IPayments payments, IOutbox outbox) : IRequestHandler<ReceiveProviderNews, Unit>
    {
        public async Task<Unit> Handle(ReceiveProviderNews command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            if (Read(command) is not { } news)
                return Unit.Value;
            if (news.UnlinkedAccount is { } account)
            {
                foreach (var row in await data.Set<StripeAuthorization>().Where(a => a.StripeUserId == account).ToListAsync(ct))
                    await UnlinkStripe.RemoveAsync(data, row, ct);
                return Unit.Value;
            }

            var payment = await data.Set<Payment>()
                .AsNoTracking()
                .Include(p => p.Refunds)
                .SingleOrDefaultAsync(p => p.ExternalId == news.PaymentId, ct);
            if (payment is null)
                return Unit.Value; // somebody else's, on the same account
            if (!news.IsAboutRefund)
                outbox.Add(CheckPayment.EntryKind, news.Id, new CheckPayment.Payload(payment.Id));
            foreach (var refund in news.IsAboutRefund ? payment.Refunds : [])
                outbox.Add(RefundPayment.EntryKind, $"{refund.Reference} {news.Id}", new RefundPayment.Payload(refund.Reference));
            return Unit.Value;
        }

        private ProviderNews? Read(ReceiveProviderNews command)
        {
            try
            {
                return payments.Read(command.Body, command.Signature);
            }
            catch (PaymentRefusedException refused)
            {
                throw Refused.Malformed(refused.Message, "Stripe-Signature");
            }
        }
    }
}
