using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Sums what was sold (docs/decisions/040): completed, placed and pending orders that are not overdue, with exact amounts by currency.
/// Completed orders count without what was refunded.
/// </summary>
internal static class SalesQuery
{
    public static IQueryable<Sale> GetSales(this IData data) =>
        data.Set<Order>()
            .Where(o =>
                o.Status == OrderStatus.Completed
                || o.Status == OrderStatus.Placed
                || (o.Status == OrderStatus.Pending && !(o.ExpiresAt <= DatabaseClock.Now()))
            )
            .Select(o => new Sale
            {
                EventId = o.EventId,
                DiscountCodeId = o.DiscountCodeId,
                MarketerId = o.MarketerId ?? o.DiscountCode!.MarketerId ?? o.AccessCode!.MarketerId,
                Status = o.Status,
                Currency = o.Terms.Currency,
                Amount = (o.Status == OrderStatus.Completed ? o.Amount - o.AmountRefunded : o.Amount) ?? 0,
                Tickets = o.Tickets.Sum(t => t.Quantity),
            });

    /// <summary>Adds the key of the row to which each sale belongs.</summary>
    public static IQueryable<KeyedSale<TKey>> KeyedBy<TKey>(this IQueryable<Sale> sales, Expression<Func<Sale, TKey>> key)
    {
        var sale = key.Parameters[0];
        var keyed = Expression.MemberInit(
            Expression.New(typeof(KeyedSale<TKey>)),
            [
                Bind(nameof(KeyedSale<TKey>.Key), key.Body),
                .. new[] { nameof(Sale.Status), nameof(Sale.Currency), nameof(Sale.Amount), nameof(Sale.Tickets) }.Select(name =>
                    Bind(name, Expression.Property(sale, name))
                ),
            ]
        );
        return sales.Select(Expression.Lambda<Func<Sale, KeyedSale<TKey>>>(keyed, sale));

        static MemberBinding Bind(string name, Expression value) => Expression.Bind(typeof(KeyedSale<TKey>).GetProperty(name)!, value);
    }

    /// <summary>Sums the sales of each row with one statement, and stores them in the rows.</summary>
    /// <param name="sales">The sales of these rows.</param>
    /// <param name="keyOf">The key of a row in <paramref name="sales"/>.</param>
    public static async Task SumIntoAsync<TRow, TKey>(
        this IQueryable<KeyedSale<TKey>> sales,
        IReadOnlyList<TRow> rows,
        Func<TRow, TKey> keyOf,
        CancellationToken ct
    )
        where TRow : SalesRow
        where TKey : notnull
    {
        var sums = await sales
            .GroupBy(s => new
            {
                s.Key,
                s.Status,
                s.Currency,
            })
            .Select(g => new
            {
                g.Key.Key,
                g.Key.Status,
                g.Key.Currency,
                Amount = g.Sum(s => s.Amount),
                Tickets = g.Sum(s => s.Tickets),
            })
            .ToListAsync(ct);
        var byKey = sums.ToLookup(s => s.Key, s => (s.Status, s.Currency, s.Amount, s.Tickets));
        foreach (var row in rows)
        {
            var own = byKey[keyOf(row)].ToLookup(s => s.Status);
            row.Sales = new SalesTotals(SumOf(OrderStatus.Completed), SumOf(OrderStatus.Placed), SumOf(OrderStatus.Pending));

            SalesSum SumOf(OrderStatus status) =>
                new(own[status].Sum(s => s.Tickets), own[status].ToDictionary(s => s.Currency, s => s.Amount));
        }
    }

    /// <summary>The attribute <c>sales</c>, with the amounts by currency added.</summary>
    public static string ToJson(SalesTotals sales) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["completed"] = ToObject(sales.Completed),
                ["placed"] = ToObject(sales.Placed),
                ["pending"] = ToObject(sales.Pending),
            }
        );

    private static Dictionary<string, object> ToObject(SalesSum sum) =>
        new()
        {
            ["sales_total"] = Currency.TrimZeros(sum.Amounts.Values.Sum()),
            ["ticket_count"] = sum.Tickets,
            ["by_currency"] = sum
                .Amounts.OrderBy(a => a.Key, StringComparer.Ordinal)
                .ToDictionary(a => a.Key, a => Currency.TrimZeros(a.Value)),
        };
}
