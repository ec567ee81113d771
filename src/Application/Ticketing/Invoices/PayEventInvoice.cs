using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Rejects the payment of an event invoice through PayPal, which is not supported.</summary>
internal sealed record PayEventInvoice(ResourceKey Invoice) : IRequest<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<PayEventInvoice, Unit>
    {
        private static readonly EventInvoicePolicy Policy = new();

        public async Task<Unit> Handle(PayEventInvoice request, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to pay an invoice.");
            var invoice = await data.Set<EventInvoice>()
                .AsNoTracking()
                .Where(i => i.DeletedAt == null)
                .Where(request.Invoice.Matches(catalog.Of<EventInvoice>()))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event-invoice", request.Invoice.Text);
            authorization.Require(
                Decision.AllowIf(Policy.CanSeePrivate(authorization.Actor, invoice), "Only the user who owes an invoice can pay it.")
            );
            throw RejectedException.Conflict("PayPal is not configured on this server: pay as the invoice says.");
        }
    }
}
