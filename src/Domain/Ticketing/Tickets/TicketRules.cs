using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The rules of a ticket and of its event (docs/reference/tickets.md#rules-of-a-ticket).</summary>
public static class TicketRules
{
    /// <exception cref="RejectedException">Invalid, with every problem and its pointer.</exception>
    public static void Require(Ticket ticket, Event e) => Require(FindProblems(ticket, e));

    /// <exception cref="RejectedException">Invalid, with every problem and its pointer.</exception>
    public static void Require(IEnumerable<(string Name, string Detail)> found)
    {
        var problems = found.Select(p => new Problem(p.Detail, $"/data/attributes/{p.Name}")).ToList();
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
    }

    /// <summary>Every rule that the ticket breaks, with the attribute of the ticket to correct.</summary>
    public static IReadOnlyList<(string Name, string Detail)> FindProblems(Ticket ticket, Event e) =>
        [.. FindOwnProblems(ticket), .. FindEventProblems(ticket, e).Select(p => (p.Name, p.Detail))];

    /// <summary>
    /// Every rule about a ticket and its event that they break. It is asked when either is written, and with each sale.
    /// </summary>
    /// <returns>
    /// The attribute of the ticket and of the event that can be corrected, with a text for each. For payments the event has no single
    /// attribute: it is null.
    /// </returns>
    public static IEnumerable<(string Name, string Detail, string? EventName, string EventDetail)> FindEventProblems(Ticket t, Event e)
    {
        if (t.SalesEndsAt > e.EndsAt)
            yield return (
                "sales-ends-at",
                "The sale must not end after the event ends.",
                "ends-at",
                $"The sale of \"{t.Name}\" ends later. Change the end of the sale first."
            );
        if (Pricing.CanCostMoney(t) && !PaymentModes.HasAnyEnabled(e))
            yield return (
                "type",
                "The event accepts no payments. Enable a payment method first.",
                null,
                $"\"{t.Name}\" costs money, so the event must accept some payment."
            );
        foreach (var (name, amount) in ((string, decimal?)[])[("price", t.Price), ("min-price", t.MinPrice), ("max-price", t.MaxPrice)])
            if (Currency.FindProblem(amount, e.SalesCurrency) is { } problem)
                yield return (name, problem, "payment-currency", $"The {name} of \"{t.Name}\": {problem}");
    }

    private static IEnumerable<(string Name, string Detail)> FindOwnProblems(Ticket t)
    {
        if (t.SalesEndsAt <= t.SalesStartsAt)
            yield return ("sales-ends-at", "The sale must end after it starts.");
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
