using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The platform's fees on the completed orders of each event (docs/decisions/040). The event's invoices may differ.</summary>
internal sealed class AdminSalesFeesResource : Resource<AdminSalesFees>
{
    public AdminSalesFeesResource()
    {
        Path = "admin/sales/fees";
        FoundAt("/v1/admin/sales/fees");
        Attribute(s => s.EventDate).ReadOnly();
        Attribute(s => s.FeePercentage).ReadOnly();
        Attribute(s => s.MaximumFee).ReadOnly();
        Attribute(s => s.Name).ReadOnly();
        Attribute(s => s.PaymentCurrency).ReadOnly();
        Computed("revenue", s => s.Revenue);
        Computed("ticket-count", s => s.TicketCount);
        ThenLoad(SumAsync);
    }

    public override Policy<AdminSalesFees> Policy { get; } = new SalesPolicy<AdminSalesFees>();

    /// <summary>Orders of one amount pay the same fee, so they are summed by amount: the fee of each order is rounded exactly.</summary>
    private static async Task SumAsync(IData data, IReadOnlyList<AdminSalesFees> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var sums = await data.GetSales()
            .Where(s => ids.Contains(s.EventId) && s.Status == OrderStatus.Completed)
            .GroupBy(s => new
            {
                s.EventId,
                s.Currency,
                s.Amount,
            })
            .Select(g => new
            {
                g.Key.EventId,
                g.Key.Currency,
                g.Key.Amount,
                Orders = g.Count(),
                Tickets = g.Sum(s => s.Tickets),
            })
            .ToListAsync(ct);
        var byEvent = sums.ToLookup(s => s.EventId);
        foreach (var row in rows)
        {
            row.TicketCount = byEvent[row.Id].Sum(s => s.Tickets);
            row.Revenue = byEvent[row.Id]
                .Where(s => s.Currency == row.PaymentCurrency)
                .Sum(s => s.Orders * FeeRule.FeeOn(s.Amount, row.FeePercentage, row.MaximumFee, row.PaymentCurrency));
        }
    }
}
