using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>What the order statistics of events and of tickets have in common.</summary>
internal abstract class OrderStatisticsResource<T> : Resource<T>
    where T : OrderStatistics
{
    protected OrderStatisticsResource()
    {
        NotListed();
        Attribute(s => s.Identifier).ReadOnly();
        ComputedJson("orders", s => ToJson(s, t => t.Orders));
        ComputedJson("sales", s => ToJson(s, t => Currency.TrimZeros(t.Sales)));
        ComputedJson("tickets", s => ToJson(s, t => t.Seats));
    }

    public override Policy<T> Policy { get; } = new OrderStatisticsPolicy<T>();

    /// <summary>Adds the relationship of an event or a ticket to its statistics, which have the same id.</summary>
    protected static void AddTo<TOwner>(ResourceCatalog catalog)
        where TOwner : Entity
    {
        var owner = catalog.Of<TOwner>();
        var statistics = new Through<TOwner, T>("order-statistics", data =>
            data.Set<TOwner>().Select(row => new Link { From = row.Id, To = row.Id })
        )
            .One()
            .Private();
        statistics.Connect(owner, catalog);
        owner.Add(statistics);
    }

    /// <summary>
    /// Sums the parts of each row by status. Orders and seats of all currencies count, and amounts in the row's currency.
    /// </summary>
    protected static void StoreTotals(IReadOnlyList<T> rows, IEnumerable<OrderTotalsPart> parts)
    {
        var byRow = parts.ToLookup(p => p.RowId);
        foreach (var row in rows)
            row.ByStatus = byRow[row.Id]
                .GroupBy(p => p.Status)
                .ToDictionary(
                    g => g.Key,
                    g => new OrderTotals(
                        g.Sum(p => p.Totals.Orders),
                        g.Sum(p => p.Totals.Seats),
                        g.Where(p => p.Currency == row.Currency).Sum(p => p.Totals.Sales)
                    )
                );
    }

    /// <summary>Clients expect the status <c>draft</c>, which no order has.</summary>
    private static string ToJson(T statistics, Func<OrderTotals, decimal> value)
    {
        var numbers = Enum.GetValues<OrderStatus>()
            .ToDictionary(s => s.ToString().ToLowerInvariant(), s => statistics.ByStatus.TryGetValue(s, out var row) ? value(row) : 0);
        var total = numbers.Values.Sum();
        numbers["draft"] = 0;
        numbers["total"] = total;
        return JsonSerializer.Serialize(numbers);
    }
}
