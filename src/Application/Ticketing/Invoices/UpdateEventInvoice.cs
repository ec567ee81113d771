using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Updates an event invoice: staff every field, the user who owes it only how they pay.</summary>
internal sealed record UpdateEventInvoice(EventInvoice Row, Changes<EventInvoice> Changes) : ICommand<EventInvoice>
{
    internal sealed class Handler(IAuthorization authorization, TimeProvider clock) : IRequestHandler<UpdateEventInvoice, EventInvoice>
    {
        private static readonly EventInvoicePolicy Policy = new();

        public Task<EventInvoice> Handle(UpdateEventInvoice command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization
                .Require(Policy.Update(authorization.Actor, row, changes))
                .Change(row, changes)
                .Change(row, nameof(EventInvoice.CompletedAt));
            changes.ApplyTo(row);
            if (row.Amount + row.Credit < 0)
                throw RejectedException.Invalid("Must not be below the negative of the invoice's credit.", "/data/attributes/amount");
            if (changes.ContainsAny(nameof(EventInvoice.Status)) && row.Status == EventInvoice.Paid)
                row.CompletedAt ??= clock.GetUtcNow();
            return Task.FromResult(row);
        }
    }
}
