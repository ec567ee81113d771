namespace OpenEvent.Domain.Ticketing;

/// <summary>What was sold, by the status of the orders. Orders in other statuses sell nothing.</summary>
public sealed record SalesTotals(SalesSum Completed, SalesSum Placed, SalesSum Pending)
{
    public static readonly SalesTotals None = new(SalesSum.None, SalesSum.None, SalesSum.None);
}

/// <summary>The tickets of some orders, and their amounts without what was refunded.</summary>
/// <param name="Amounts">By currency.</param>
public sealed record SalesSum(int Tickets, IReadOnlyDictionary<string, decimal> Amounts)
{
    public static readonly SalesSum None = new(0, new Dictionary<string, decimal>());
}
