namespace OpenEvent.Application.Ticketing;

/// <summary>What a checkout asks for, outside JSON:API.</summary>
/// <param name="Amount">Overrides the computed total, for those who may.</param>
internal sealed record OrderRequest(IReadOnlyList<TicketRequest> Tickets, string? DiscountCode = null, string? AccessCode = null, decimal? Amount = null);

/// <param name="Quantity">Zero or more.</param>
/// <param name="Price">What the buyer offers for one seat of a donation.</param>
internal sealed record TicketRequest(long Id, int Quantity, decimal? Price = null);
