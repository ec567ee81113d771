using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Application.Ticketing;

/// <summary>Section <c>Invoices</c>: whether and as whom the platform invoices organizers.</summary>
public sealed record InvoiceSettings
{
    /// <summary>Without it nothing is invoiced, whatever the ticket fees say.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Days from the issue until an invoice is due.</summary>
    [Range(1, 365, ErrorMessage = "1 to 365 days.")]
    public int DaysToPay { get; init; } = 30;

    /// <summary>The least that is invoiced, in the currency's units; less waits for the next month.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public double Least { get; init; } = 2;

    public string Company { get; init; } = "OpenEvent";

    /// <summary>Lines with <c>;</c> between them.</summary>
    public string Address { get; init; } = "";

    public string TaxInfo { get; init; } = "";

    /// <summary>How to pay, and whatever the law wants said.</summary>
    public string Footer { get; init; } = "";
}
