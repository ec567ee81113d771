using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The rules of discount and access codes themselves (docs/reference/discount-and-access-codes.md#rules-of-a-code) and of orders that use
/// one (docs/reference/discount-and-access-codes.md#using-a-code-in-an-order).
/// </summary>
public static class CodeRules
{
    /// <summary>The error code that clients recognise a used-up discount code by.</summary>
    public const string SoldOutCode = ProblemCode.DiscountSoldOut;

    private static readonly Func<IRedeemableCode, DateTimeOffset, DateTimeOffset, bool> CompiledIsValid = IsValidExpression.Compile();

    /// <summary>
    /// Whether a code is active and within its dates. The parameters are the code, the end of validity if the code has none of its own, and
    /// the time to check. True if and only if <see cref="FindProblem"/> returns null.
    /// </summary>
    public static Expression<Func<IRedeemableCode, DateTimeOffset, DateTimeOffset, bool>> IsValidExpression =>
        (code, defaultEnd, at) => code.IsActive && (code.ValidFrom == null || code.ValidFrom <= at) && (code.ValidTill ?? defaultEnd) >= at;

    /// <summary>A random id from 1 to 2^52: hard to guess, and exact as a JavaScript number.</summary>
    public static long NewRandomId() => 1 + (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & ((1L << 52) - 1));

    /// <exception cref="RejectedException">Invalid, with every problem and its pointer.</exception>
    public static void Require(IRedeemableCode code, Event? e)
    {
        List<Problem> problems = [];
        if (code.MinQuantity < 0)
            Add("min-quantity", "min-quantity must not be negative.");
        if (code.TicketsNumber < 0)
            Add("tickets-number", "tickets-number must not be negative.");
        if (code.MaxQuantity >= 0)
        {
            if (code.MinQuantity > code.MaxQuantity)
                Add("min-quantity", "min-quantity should be less than max-quantity.");
            if (code.TicketsNumber < code.MaxQuantity)
                Add("tickets-number", "tickets-number should be greater than max-quantity.");
        }

        if (code.ValidFrom > (code.ValidTill ?? e?.EndsAt))
            Add("valid-till", "valid-till should be after valid-from.");
        if (code is DiscountCode discount)
            RequireValue(discount, e, Add);
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);

        void Add(string name, string detail) => problems.Add(new Problem(detail, $"/data/attributes/{name}"));
    }

    private static void RequireValue(DiscountCode code, Event? e, Action<string, string> add)
    {
        if (code.Value < 0)
            add("value", "The discount must not be negative.");
        if (code.Type == DiscountCode.Percent && code.Value > 100)
            add("value", "The discount must be at most 100 percent.");
        if (FindAmountProblem(code, e) is { } problem)
            add("value", problem);
    }

    /// <summary>A discount of an amount is not smaller than the minor unit of the event's currency.</summary>
    public static string? FindAmountProblem(DiscountCode code, Event? e) =>
        e is null || code.Type != DiscountCode.Amount ? null : Currency.FindProblem(code.Value, e.SalesCurrency);

    /// <summary>Checks that each ticket can cost money and, for a discount of an amount, that its price is at least the amount.</summary>
    /// <exception cref="RejectedException">Invalid, with the name of the ticket.</exception>
    public static void RequireDiscountable(DiscountCode code, IEnumerable<Ticket> tickets)
    {
        foreach (var ticket in tickets)
            if (FindTicketProblem(code, ticket) is { } problem)
                throw RejectedException.Invalid(problem.CodeDetail, problem.CodePointer);
    }

    /// <summary>
    /// The rule that a discount code and a ticket break together. It is asked when either is written, and when they are linked.
    /// </summary>
    /// <returns>The attribute of the ticket that can be corrected, or else the place in the code, with a text for each.</returns>
    public static (string Name, string Detail, string CodePointer, string CodeDetail)? FindTicketProblem(DiscountCode code, Ticket ticket)
    {
        if (!Pricing.CanCostMoney(ticket))
            return (
                "type",
                $"The discount code \"{code.Code}\" needs tickets that cost money. Remove the ticket from it first.",
                "/data/relationships/tickets/data",
                $"\"{ticket.Name}\" is free. A discount code needs tickets that cost money."
            );
        if (code.Type == DiscountCode.Amount && Pricing.PriceModeOf(ticket) != PriceMode.Donation && code.Value > (ticket.Price ?? 0))
            return (
                "price",
                $"The price is below the discount of code \"{code.Code}\". Raise it, or remove the ticket from the code first.",
                "/data/attributes/value",
                $"The discount is higher than the price of \"{ticket.Name}\"."
            );
        return null;
    }

    /// <summary>
    /// Evaluates <see cref="IsValidExpression"/>. It can be used in EF Core queries, where the expression replaces the call.
    /// </summary>
    public static bool IsValid(IRedeemableCode code, DateTimeOffset defaultEnd, DateTimeOffset at) => CompiledIsValid(code, defaultEnd, at);

    /// <summary>The reason why the code is not valid at that time; null if it is valid.</summary>
    public static string? FindProblem(IRedeemableCode code, Event e, DateTimeOffset now) =>
        code switch
        {
            { IsActive: false } => "The code is not active.",
            _ when now < code.ValidFrom => "The code is not valid yet.",
            _ when now > (code.ValidTill ?? e.EndsAt) => "The code is no longer valid.",
            _ => null,
        };

    /// <summary>Checks that an order can use the code.</summary>
    /// <param name="seats">The number of seats of the order that the code applies to.</param>
    /// <exception cref="RejectedException">Invalid, at <paramref name="pointer"/>.</exception>
    public static void RequireUsable(IRedeemableCode code, Event e, int seats, DateTimeOffset now, string pointer)
    {
        var kind = code is DiscountCode ? "Discount" : "Access";
        if (FindProblem(code, e, now) is { } problem)
            throw RejectedException.Invalid($"Invalid {kind} Code: {problem}", pointer);
        if (seats == 0)
            throw RejectedException.Invalid($"Invalid {kind} Code: The code does not apply to any of these tickets.", pointer);
        if (seats < code.MinQuantity)
            throw RejectedException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The code needs at least {code.MinQuantity} seats in the order."),
                pointer
            );
        if (code.MaxQuantity >= 0 && seats > code.MaxQuantity)
            throw RejectedException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The code allows at most {code.MaxQuantity} seats in the order."),
                pointer
            );
    }
}
