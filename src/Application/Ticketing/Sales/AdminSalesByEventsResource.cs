using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The sales of each event. Orders in another currency than the event's do not count.</summary>
internal sealed class AdminSalesByEventsResource : SalesListResource<AdminSalesByEvents>
{
    public AdminSalesByEventsResource()
        : base("by-events")
    {
        Computed("completed-order-sales", s => AmountOf(s, s.Sales.Completed));
        Computed("completed-order-tickets", s => s.Sales.Completed.Tickets);
        Attribute(s => s.CreatedAt).ReadOnly();
        Attribute(s => s.DeletedAt).ReadOnly();
        Attribute(s => s.EndsAt).ReadOnly();
        Attribute(s => s.Identifier).ReadOnly();
        Attribute(s => s.Name).ReadOnly();
        Attribute(s => s.Owner).ReadOnly();
        Attribute(s => s.OwnerId).ReadOnly();
        Attribute(s => s.PaymentCountry).ReadOnly();
        Attribute(s => s.PaymentCurrency).ReadOnly();
        Computed("pending-order-sales", s => AmountOf(s, s.Sales.Pending));
        Computed("pending-order-tickets", s => s.Sales.Pending.Tickets);
        Computed("placed-order-sales", s => AmountOf(s, s.Sales.Placed));
        Computed("placed-order-tickets", s => s.Sales.Placed.Tickets);
        Sales();
        Attribute(s => s.StartsAt).ReadOnly();
        Attribute(s => s.Type).ReadOnly();
    }

    protected override Task SumAsync(IData data, IReadOnlyList<AdminSalesByEvents> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        return data.GetSales().Where(s => ids.Contains(s.EventId)).KeyedBy(s => s.EventId).SumIntoAsync(rows, r => r.Id, ct);
    }

    private static decimal AmountOf(AdminSalesByEvents row, SalesSum sum) =>
        sum.Amounts.GetValueOrDefault(row.PaymentCurrency is { Length: 3 } code ? code.ToUpperInvariant() : Currency.Default);
}
