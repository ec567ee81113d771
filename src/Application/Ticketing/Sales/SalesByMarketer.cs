using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The sales of each marketer, by the discount and access codes of their orders.</summary>
internal sealed class SalesByMarketer : Resource<AdminSalesByMarketer>
{
    public SalesByMarketer()
    {
        Path = "admin/sales/by-marketer";
        FoundAt("/v1/admin/sales/by-marketer");
        Attribute(s => s.Email).ReadOnly();
        Attribute(s => s.Fullname).ReadOnly();
        ComputedJson("sales", s => SalesQuery.ToJson(s.Sales));
        ThenLoad(SumAsync);
    }

    public override Policy<AdminSalesByMarketer> Policy { get; } = new SalesPolicy<AdminSalesByMarketer>();

    private static Task SumAsync(IData data, IReadOnlyList<AdminSalesByMarketer> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        return data.GetSales()
            .Where(s => s.MarketerId != null && ids.Contains(s.MarketerId.Value))
            .Select(s => new SalesQuery.KeyedSale<long>
            {
                Key = s.MarketerId!.Value,
                Status = s.Status,
                Currency = s.Currency,
                Amount = s.Amount,
                Tickets = s.Tickets,
            })
            .SumIntoAsync(rows, r => r.Id, ct);
    }
}
