using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A row of the sales lists of the administration. They are read from queries, not from tables.</summary>
public abstract class SalesRow : Entity
{
    [NotMapped]
    public SalesTotals Sales { get; set; } = SalesTotals.None;
}

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

/// <summary>The sales of all events at a place. The id is the one of its first event.</summary>
public sealed class AdminSalesByLocation : SalesRow
{
    public string LocationName { get; set; } = "";
}

/// <summary>The sales that a marketer made: by the codes that are theirs.</summary>
public sealed class AdminSalesByMarketer : SalesRow
{
    public string Email { get; set; } = "";

    public string? Fullname { get; set; }
}

/// <summary>The sales of the events of an owner or organizer.</summary>
public sealed class AdminSalesByOrganizers : SalesRow
{
    public string Email { get; set; } = "";

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    /// <summary>When the first of their events starts.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>When the last of their events ends.</summary>
    public DateTimeOffset? EndsAt { get; set; }
}

/// <summary>The sales with a discount code.</summary>
public sealed class AdminSalesDiscounted : SalesRow
{
    public string Code { get; set; } = "";

    /// <summary>The address of the code's marketer.</summary>
    public string? Email { get; set; }

    public string EventName { get; set; } = "";

    public string? PaymentCurrency { get; set; }
}

/// <summary>The platform's fee on the completed orders of an event.</summary>
public sealed class AdminSalesFees : Entity
{
    public string Name { get; set; } = "";

    public DateTimeOffset EventDate { get; set; }

    /// <summary>The currency of the prices.</summary>
    public string PaymentCurrency { get; set; } = "";

    /// <summary>In percent; null if the currency has no fee.</summary>
    public decimal? FeePercentage { get; set; }

    /// <summary>The maximum fee on an order; null for no maximum.</summary>
    public decimal? MaximumFee { get; set; }

    /// <summary>The tickets of completed orders.</summary>
    [NotMapped]
    public int TicketCount { get; set; }

    /// <summary>The fee, in <see cref="PaymentCurrency"/>.</summary>
    [NotMapped]
    public decimal Revenue { get; set; }
}

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
