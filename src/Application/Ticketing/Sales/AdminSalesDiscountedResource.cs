using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The sales with each discount code that was used.</summary>
internal sealed class AdminSalesDiscountedResource : SalesListResource<AdminSalesDiscounted>
{
    public AdminSalesDiscountedResource()
        : base("discounted")
    {
        Attribute(s => s.Code).ReadOnly();
        Attribute(s => s.Email).ReadOnly();
        Attribute(s => s.EventName).ReadOnly();
        Attribute(s => s.PaymentCurrency).ReadOnly();
        Sales();
    }

    protected override Task SumAsync(IData data, IReadOnlyList<AdminSalesDiscounted> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        return data.GetSales()
            .Where(s => s.DiscountCodeId != null && ids.Contains(s.DiscountCodeId.Value))
            .KeyedBy(s => s.DiscountCodeId!.Value)
            .SumIntoAsync(rows, r => r.Id, ct);
    }
}
