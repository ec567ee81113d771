using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The sales of each marketer, by the discount and access codes of their orders.</summary>
internal sealed class AdminSalesByMarketerResource : SalesListResource<AdminSalesByMarketer>
{
    public AdminSalesByMarketerResource()
        : base("by-marketer")
    {
        Attribute(s => s.Email).ReadOnly();
        Attribute(s => s.Fullname).ReadOnly();
        Sales();
    }

    protected override Task SumAsync(IData data, IReadOnlyList<AdminSalesByMarketer> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        return data.GetSales()
            .Where(s => s.MarketerId != null && ids.Contains(s.MarketerId.Value))
            .KeyedBy(s => s.MarketerId!.Value)
            .SumIntoAsync(rows, r => r.Id, ct);
    }
}
