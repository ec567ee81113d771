using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>An invoice of the platform to an organizer.</summary>
public sealed class AdminSalesInvoices : Entity
{
    public string Identifier { get; set; } = "";

    public decimal Amount { get; set; }

    public string Status { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string? EventName { get; set; }

    /// <summary>The address of the user who owes the invoice.</summary>
    public string? SentTo { get; set; }
}
