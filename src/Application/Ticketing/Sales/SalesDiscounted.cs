using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The sales with each discount code that was used.</summary>
internal sealed class SalesDiscounted : Resource<AdminSalesDiscounted>
{
    public SalesDiscounted()
    {
        Path = "admin/sales/discounted";
        FoundAt("/v1/admin/sales/discounted");
        Attribute(s => s.Code).ReadOnly();
        Attribute(s => s.Email).ReadOnly();
        Attribute(s => s.EventName).ReadOnly();
        Attribute(s => s.PaymentCurrency).ReadOnly();
        ComputedJson("sales", s => SalesQuery.ToJson(s.Sales));
        ThenLoad(SumAsync);
    }

    public override Policy<AdminSalesDiscounted> Policy { get; } = new SalesPolicy<AdminSalesDiscounted>();

    private static Task SumAsync(IData data, IReadOnlyList<AdminSalesDiscounted> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        return data.GetSales()
            .Where(s => s.DiscountCodeId != null && ids.Contains(s.DiscountCodeId.Value))
            .Select(s => new SalesQuery.KeyedSale<long>
            {
                Key = s.DiscountCodeId!.Value,
                Status = s.Status,
                Currency = s.Currency,
                Amount = s.Amount,
                Tickets = s.Tickets,
            })
            .SumIntoAsync(rows, r => r.Id, ct);
    }
}
