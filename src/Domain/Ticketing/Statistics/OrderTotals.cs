namespace OpenEvent.Domain.Ticketing;

/// <summary>The orders of one status.</summary>
/// <param name="Sales">
/// For completed orders without what was refunded. For one ticket: the price of its seats without tax and fees, less its share of what was
/// refunded.
/// </param>
public sealed record OrderTotals(int Orders, int Seats, decimal Sales);
