namespace OpenEvent.Domain.Ticketing;

/// <summary>What was sold, by the status of the orders. Orders in other statuses sell nothing.</summary>
public sealed record SalesTotals(SalesSum Completed, SalesSum Placed, SalesSum Pending)
{
    public static readonly SalesTotals None = new(SalesSum.None, SalesSum.None, SalesSum.None);
}
