namespace OpenEvent.Domain.Ticketing;

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
