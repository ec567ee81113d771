using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Clears the billing details of old orders of erased accounts, and deletes the stored documents of these orders and of old event invoices.
/// Until then, tax law requires them.
/// </summary>
/// <param name="Before">Orders that were completed, and invoices that were issued, before this time.</param>
/// <returns>The number of changed rows, at most 400.</returns>
[TokenModule(TokenModule.None)]
internal sealed record AnonymizeBilling(DateTimeOffset Before) : ICommand<int>
{
    private const int BatchSize = 200;

    internal sealed class Handler(IData data, IAuthorization authorization, StoredFiles stored, IOutbox outbox)
        : IRequestHandler<AnonymizeBilling, int>
    {
        public async Task<int> Handle(AnonymizeBilling command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            var orders = await data.Set<Order>()
                .Where(o => o.User!.DeletedAt != null && o.User.Email.EndsWith(ErasedAddress.Host))
                .Where(o => (o.CompletedAt ?? o.CreatedAt) < command.Before)
                .Where(o =>
                    o.Company != null
                    || o.TaxBusinessInfo != null
                    || o.Address != null
                    || o.City != null
                    || o.State != null
                    || o.Zipcode != null
                    || o.TicketsPdfUrl != null
                )
                .OrderBy(o => o.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
            foreach (var order in orders)
            {
                grant.Change(order, PersonalTicketingRows.BillingMembers);
                QueueDeletion(order.TicketsPdfUrl);
                order.Company = order.TaxBusinessInfo = order.Address = order.City = order.State = order.Zipcode = null;
                order.TicketsPdfUrl = null;
            }

            var invoices = await data.Set<EventInvoice>()
                .Where(i => i.User!.DeletedAt != null && i.User.Email.EndsWith(ErasedAddress.Host))
                .Where(i => i.IssuedAt < command.Before && i.InvoicePdfUrl != null)
                .OrderBy(i => i.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
            foreach (var invoice in invoices)
            {
                grant.Change(invoice, nameof(EventInvoice.InvoicePdfUrl));
                QueueDeletion(invoice.InvoicePdfUrl);
                invoice.InvoicePdfUrl = null;
            }

            return orders.Count + invoices.Count;
        }

        private void QueueDeletion(string? url)
        {
            if (url is not null && stored.FindPath(url, StoredFiles.Tickets) is { } path)
                DeleteStoredFile.Queue(outbox, path);
        }
    }
}
