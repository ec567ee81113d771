using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Credits the platform's fee for revenue that went back after an event invoice had counted it: by a refund, a lost dispute, a cancellation
/// or a deletion. The credits of an order never exceed what was invoiced for it.
/// </summary>
internal sealed class InvoiceCredits(IData data)
{
    /// <param name="order">Locked by the caller.</param>
    /// <param name="remaining">The revenue that remains.</param>
    public async Task CreditAsync(Order order, decimal remaining, CancellationToken ct)
    {
        if (order.EventInvoiceId is not { } invoice)
            return;
        var credited = await data.Set<InvoiceCredit>().Where(c => c.OrderIdentifier == order.Identifier).SumAsync(c => c.Revenue, ct);
        var revenue = (order.InvoicedRevenue ?? order.Total) - remaining - credited;
        if (revenue <= 0)
            return;
        data.Set<InvoiceCredit>()
            .Add(
                new InvoiceCredit
                {
                    OrderIdentifier = order.Identifier,
                    InvoiceId = invoice,
                    Revenue = revenue,
                }
            );
    }
}
