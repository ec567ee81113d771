using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Staff note that an invoice was paid, or correct it; who owes it says how he means to pay.</summary>
internal sealed record UpdateEventInvoice(EventInvoice Row, Changes<EventInvoice> Changes) : ICommand<EventInvoice>
{
    internal sealed class Handler(IAuthorization authorization, TimeProvider clock) : IRequestHandler<UpdateEventInvoice, EventInvoice>
    {
        private static readonly EventInvoicePolicy Policy = new();

        public Task<EventInvoice> Handle(UpdateEventInvoice command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization.Require(Policy.Update(authorization.Actor, row, changes));
            changes.ApplyTo(row);
            if (row.Amount + row.Credit < 0)
                throw RejectedException.Invalid(
                    "An amount is not negative, but for what the invoice gives back.",
                    "/data/attributes/amount"
                );
            if (changes.ContainsAny(nameof(EventInvoice.Status)) && row.Status == EventInvoice.Paid)
                row.CompletedAt ??= clock.GetUtcNow();
            return Task.FromResult(row);
        }
    }
}
