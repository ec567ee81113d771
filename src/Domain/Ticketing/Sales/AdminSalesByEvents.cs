using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The sales of an event, in its currency.</summary>
public sealed class AdminSalesByEvents : SalesRow, ISoftDeleted
{
    public string Identifier { get; set; } = "";

    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public string? PaymentCountry { get; set; }

    public string? PaymentCurrency { get; set; }

    /// <summary>The name of the owner.</summary>
    public string? Owner { get; set; }

    public long? OwnerId { get; set; }

    /// <summary>The name of the event type.</summary>
    public string? Type { get; set; }
}
