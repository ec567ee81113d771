using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The last number of a series without gaps. It is incremented in the transaction that uses the number, under a row lock, so a rollback
/// returns the number.
/// </summary>
public sealed class NumberSeries : Entity
{
    /// <summary>The id of the series of event invoices.</summary>
    public const long EventInvoices = 1;

    public string Name { get; set; } = "";

    public long Last { get; set; }
}
