using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// What an order costs, over exact decimals (<c>spec/openevent/behaviours.md</c> §1.3). Pure: the same request has the same quote. Discounts, fees and
/// taxes will be further arguments of <see cref="Of"/>.
/// </summary>
public static class Pricing
{
    public static PriceMode ModeOf(Ticket ticket) => ticket.Type switch
    {
        "free" or "freeRegistration" => PriceMode.Free,
        "paid" or "paidRegistration" => PriceMode.Paid,
        "donation" or "donationRegistration" => PriceMode.Donation,
        _ => PriceMode.Other,
    };

    /// <summary>Whether somebody could have to pay for it.</summary>
    public static bool MayCost(Ticket ticket) => ModeOf(ticket) switch
    {
        PriceMode.Free => false,
        PriceMode.Other => ticket.Price > 0,
        _ => true,
    };

    /// <exception cref="Refused">Invalid, with every wrong donation and its place.</exception>
    public static Quote Of(IReadOnlyList<SeatRequest> requests)
    {
        List<Problem> problems = [];
        var lines = requests.Select((request, i) => LineOf(request, $"/tickets/{i}/price", problems)).ToList();
        return problems.Count == 0 ? new Quote(lines, Rounded(lines.Sum(l => l.SubTotal))) : throw new Refused(RefusalKind.Invalid, problems);
    }

    /// <summary>Two places, halves away from zero; done once, at the end.</summary>
    public static decimal Rounded(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static QuoteLine LineOf(SeatRequest request, string pointer, List<Problem> problems)
    {
        var ticket = request.Ticket;
        var price = ModeOf(ticket) switch
        {
            PriceMode.Free => 0,
            PriceMode.Donation => Donation(ticket, request.Offer, pointer, problems),
            _ => ticket.Price ?? 0,
        };
        return new QuoteLine(ticket, request.Quantity, price, price * request.Quantity);
    }

    private static decimal Donation(Ticket ticket, decimal? offer, string pointer, List<Problem> problems)
    {
        var wrong = offer switch
        {
            null => $"\"{ticket.Name}\" is a donation: say its price.",
            { } given when given < ticket.MinPrice => $"\"{ticket.Name}\" costs at least {ticket.MinPrice:0.##}.",
            { } given when given > ticket.MaxPrice => $"\"{ticket.Name}\" costs at most {ticket.MaxPrice:0.##}.",
            < 0 => "A price is not negative.",
            { } given when given != Rounded(given) => "A price has at most two decimal places.",
            _ => null,
        };
        if (wrong is not null) problems.Add(new Problem(wrong, pointer));
        return offer ?? 0;
    }
}

/// <summary>So many seats of a ticket, and what the buyer offers for one where that is his to say.</summary>
public sealed record SeatRequest(Ticket Ticket, int Quantity, decimal? Offer = null);

/// <param name="Price">Of one seat.</param>
public sealed record QuoteLine(Ticket Ticket, int Quantity, decimal Price, decimal SubTotal);

/// <param name="Total">What the buyer pays, rounded.</param>
public sealed record Quote(IReadOnlyList<QuoteLine> Lines, decimal Total);
