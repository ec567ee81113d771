namespace OpenEvent.Application.Ticketing;

/// <summary>What a checkout asks for, outside JSON:API.</summary>
/// <param name="Amount">Overrides the computed total, for those who may.</param>
/// <param name="RejectsUsedUpDiscount">A discount code that is used up is refused; else the order goes on without a discount.</param>
internal sealed record OrderRequest(
    IReadOnlyList<TicketRequest> Tickets,
    CodeReference? DiscountCode = null,
    CodeReference? AccessCode = null,
    decimal? Amount = null,
    bool RejectsUsedUpDiscount = true
);

/// <param name="Quantity">Zero or more.</param>
/// <param name="Price">What the buyer offers for one seat of a donation.</param>
/// <param name="MaxDiscounted">The most seats that the discount is wanted for; null: all.</param>
internal sealed record TicketRequest(long Id, int Quantity, decimal? Price = null, int? MaxDiscounted = null);

/// <summary>How a client calls a code: by its id, as the reference's do, or by its text.</summary>
/// <param name="Id">Null: the text is no number.</param>
internal sealed record CodeReference(string Text, long? Id);
