namespace OpenEvent.Domain.Ticketing;

/// <summary>The tickets of some orders, and their amounts without what was refunded.</summary>
/// <param name="Amounts">The amounts by ISO 4217 currency code.</param>
public sealed record SalesSum(int Tickets, IReadOnlyDictionary<string, decimal> Amounts)
{
    public static readonly SalesSum None = new(0, new Dictionary<string, decimal>());
}
