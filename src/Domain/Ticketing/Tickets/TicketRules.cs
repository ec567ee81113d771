using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What must hold of a ticket by itself and at its event (<c>spec/openevent/behaviours.md</c> §7 Tickets).</summary>
public static class TicketRules
{
    /// <exception cref="RejectedException">Invalid, with every problem and its pointer.</exception>
    public static void Require(Ticket ticket, Event e)
    {
        var problems = FindProblems(ticket, e).Select(p => new Problem(p.Detail, $"/data/attributes/{p.Name}")).ToList();
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
    }

    private static IEnumerable<(string Name, string Detail)> FindProblems(Ticket t, Event e)
    {
        if (t.SalesEndsAt <= t.SalesStartsAt)
            yield return ("sales-ends-at", "The sale must end after it starts.");
        if (t.SalesEndsAt > e.EndsAt)
            yield return ("sales-ends-at", "The sale must end before the event does.");
        if (t.Quantity <= 0)
            yield return ("quantity", "There must be at least one seat.");
        if (t.MinOrder < 1)
            yield return ("min-order", "An order holds at least one seat.");
        if (t.MaxOrder < 1)
            yield return ("max-order", "An order holds at least one seat.");
        if (t.MinOrder > t.MaxOrder)
            yield return ("max-order", "The most seats of an order are fewer than the fewest.");
        if (t.MinOrder > t.Quantity)
            yield return ("quantity", "There are fewer seats than the fewest of an order.");
        if (t.MaxOrder > t.Quantity)
            yield return ("quantity", "There are fewer seats than the most of an order.");
        foreach (var problem in FindPriceProblems(t))
            yield return problem;
        if (Pricing.CanCostMoney(t) && !PaymentModes.HasAnyEnabled(e))
            yield return ("type", "The event takes no payments: enable a payment method first.");
    }

    private static IEnumerable<(string Name, string Detail)> FindPriceProblems(Ticket t)
    {
        if (t.Price < 0)
            yield return ("price", "A price is not negative.");
        if (t.MinPrice < 0)
            yield return ("min-price", "A price is not negative.");
        if (t.MaxPrice < 0)
            yield return ("max-price", "A price is not negative.");
        switch (Pricing.PriceModeOf(t))
        {
            case PriceMode.Paid when t.Price is null or 0:
                yield return ("price", "A paid ticket has a price greater than zero.");
                break;
            case PriceMode.Donation when t.MaxPrice is { } maxPrice && maxPrice < t.MinPrice:
                yield return ("max-price", "The highest donation is lower than the lowest.");
                break;
        }
    }
}
