namespace OpenEvent.Domain.Ticketing;

/// <summary>The sales with a discount code.</summary>
public sealed class AdminSalesDiscounted : SalesRow
{
    public string Code { get; set; } = "";

    /// <summary>The address of the code's marketer.</summary>
    public string? Email { get; set; }

    public string EventName { get; set; } = "";

    public string? PaymentCurrency { get; set; }
}
