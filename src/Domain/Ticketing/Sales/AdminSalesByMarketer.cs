namespace OpenEvent.Domain.Ticketing;

/// <summary>The sales that a marketer made: by the codes that are theirs.</summary>
public sealed class AdminSalesByMarketer : SalesRow
{
    public string Email { get; set; } = "";

    public string? Fullname { get; set; }
}
