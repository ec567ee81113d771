using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Application.Ticketing;

/// <summary>Settings in section <c>Invoices</c>: whether the platform invoices organizers, and its data on the invoices.</summary>
public sealed record InvoiceSettings
{
    /// <summary>False: no invoices are issued, even if there are ticket fees.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Days from the issue of an invoice until it is due.</summary>
    [Range(1, 365, ErrorMessage = "1 to 365 days.")]
    public int DaysToPay { get; init; } = 30;

    /// <summary>The minimum amount of an invoice, in units of its currency. A lower amount is carried over to the next month.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public double Least { get; init; } = 2;

    public string Company { get; init; } = "OpenEvent";

    /// <summary>The lines of the address, separated by <c>;</c>.</summary>
    public string Address { get; init; } = "";

    public string TaxInfo { get; init; } = "";

    /// <summary>How to pay, and legal notices.</summary>
    public string Footer { get; init; } = "";
}
