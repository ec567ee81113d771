using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Credits the platform's fee for revenue that went back after an event invoice had counted it: by a refund, a lost dispute, a cancellation
/// or a deletion. If the money comes back, because a refund fails or a dispute is won, a credit of a negative amount takes the difference
/// back. The credits of an order never exceed what was invoiced for it.
/// </summary>
internal sealed class InvoiceCredits(IData data, IAuthorization authorization)
{
    /// <param name="order">Locked by the caller.</param>
    /// <param name="remaining">The revenue that remains.</param>
    public async Task CreditAsync(Order order, decimal remaining, CancellationToken ct)
    {
        if (order.EventInvoiceId is not { } invoice)
            return;
        var credits = data.Set<InvoiceCredit>();
        // The query does not see a credit that this unit of work has added and not saved yet.
        var credited =
            await credits.Where(c => c.OrderIdentifier == order.Identifier).SumAsync(c => c.Revenue, ct)
            + credits.Local.Where(c => c.Id == 0 && c.OrderIdentifier == order.Identifier).Sum(c => c.Revenue);
        var due = Math.Max(0, (order.InvoicedRevenue ?? order.Total) - remaining);
        if (due == credited)
            return;
        var credit = new InvoiceCredit
        {
            OrderIdentifier = order.Identifier,
            InvoiceId = invoice,
            Revenue = due - credited,
        };
        authorization.RequireDecision().Create(credit); // Who may return the order's money changes its fee.
        credits.Add(credit);
    }
}
