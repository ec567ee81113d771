using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The sales of the events at each place. Deleted events do not count.</summary>
internal sealed class AdminSalesByLocationResource : SalesListResource<AdminSalesByLocation>
{
    public AdminSalesByLocationResource()
        : base("by-location")
    {
        Attribute(s => s.LocationName).ReadOnly();
        Sales();
    }

    protected override Task SumAsync(IData data, IReadOnlyList<AdminSalesByLocation> rows, CancellationToken ct)
    {
        var places = rows.Select(r => r.LocationName).ToList();
        var events = data.Set<Event>().Where(e => e.DeletedAt == null && e.LocationName != null && places.Contains(e.LocationName));
        return data.GetSales()
            .Join(
                events,
                s => s.EventId,
                e => e.Id,
                (s, e) =>
                    new KeyedSale<string>
                    {
                        Key = e.LocationName!,
                        Status = s.Status,
                        Currency = s.Currency,
                        Amount = s.Amount,
                        Tickets = s.Tickets,
                    }
            )
            .SumIntoAsync(rows, r => r.LocationName, ct);
    }
}
