using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The rules of a ticket and of its event (docs/reference/tickets.md#rules-of-a-ticket).</summary>
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
            yield return ("sales-ends-at", "The sale must not end after the event ends.");
        if (t.Quantity <= 0)
            yield return ("quantity", "quantity must be at least 1.");
        if (t.MinOrder < 1)
            yield return ("min-order", "min-order must be at least 1.");
        if (t.MaxOrder < 1)
            yield return ("max-order", "max-order must be at least 1.");
        if (t.MinOrder > t.MaxOrder)
            yield return ("max-order", "max-order must not be less than min-order.");
        if (t.MinOrder > t.Quantity)
            yield return ("quantity", "quantity must not be less than min-order.");
        if (t.MaxOrder > t.Quantity)
            yield return ("quantity", "quantity must not be less than max-order.");
        foreach (var problem in FindPriceProblems(t))
            yield return problem;
        if (Pricing.CanCostMoney(t) && !PaymentModes.HasAnyEnabled(e))
            yield return ("type", "The event accepts no payments. Enable a payment method first.");
    }

    private static IEnumerable<(string Name, string Detail)> FindPriceProblems(Ticket t)
    {
        if (t.Price < 0)
            yield return ("price", "price must not be negative.");
        if (t.MinPrice < 0)
            yield return ("min-price", "min-price must not be negative.");
        if (t.MaxPrice < 0)
            yield return ("max-price", "max-price must not be negative.");
        switch (Pricing.PriceModeOf(t))
        {
            case PriceMode.Paid when t.Price is null or 0:
                yield return ("price", "The price of a paid ticket must be greater than 0.");
                break;
            case PriceMode.Donation when t.MaxPrice is { } maxPrice && maxPrice < t.MinPrice:
                yield return ("max-price", "max-price must not be less than min-price.");
                break;
        }
    }
}
