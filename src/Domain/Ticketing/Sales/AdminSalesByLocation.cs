namespace OpenEvent.Domain.Ticketing;

/// <summary>The sales of all events at a place. The id is the one of its first event.</summary>
public sealed class AdminSalesByLocation : SalesRow
{
    public string LocationName { get; set; } = "";
}
