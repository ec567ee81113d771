namespace OpenEvent.Application.Ticketing;

/// <summary>The request of a checkout or a quote, which is not JSON:API.</summary>
/// <param name="Amount">Overrides the calculated total. Ignored unless the caller belongs to the event team or staff.</param>
/// <param name="RejectsUsedUpDiscount">True: reject a discount code that is used up. False: order without the discount.</param>
internal sealed record OrderRequest(
    IReadOnlyList<TicketRequest> Tickets,
    CodeReference? DiscountCode = null,
    CodeReference? AccessCode = null,
    decimal? Amount = null,
    bool RejectsUsedUpDiscount = true
)
{
    public const int MaxTickets = 100;

    public static readonly string TooManyTickets = $"At most {MaxTickets} tickets at once.";
}

/// <param name="Quantity">Zero or more.</param>
/// <param name="Price">The price of one seat of a donation ticket, chosen by the buyer.</param>
/// <param name="MaxDiscounted">The maximum number of seats to discount. Null: all.</param>
internal sealed record TicketRequest(long Id, int Quantity, decimal? Price = null, int? MaxDiscounted = null);

/// <summary>Identifies a code by its id, as clients of the reference server do, or by its text.</summary>
/// <param name="Id">Null: the text is not a number.</param>
internal sealed record CodeReference(string Text, long? Id);
