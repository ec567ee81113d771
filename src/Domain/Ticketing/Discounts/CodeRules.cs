using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What must hold of a code by itself, and of an order that names it (<c>spec/openevent/behaviours.md</c> §3, §4).</summary>
public static class CodeRules
{
    public const string SoldOutCode = "discount_sold_out";

    private static readonly Func<IRedeemableCode, DateTimeOffset, DateTimeOffset, bool> CompiledIsValid = IsValidExpression.Compile();

    /// <summary>Of a code, the time at which one without an end of its own ends, and the time in question: there is no <see cref="FindProblem"/>.</summary>
    public static Expression<Func<IRedeemableCode, DateTimeOffset, DateTimeOffset, bool>> IsValidExpression =>
        (code, defaultEnd, at) => code.IsActive && (code.ValidFrom == null || code.ValidFrom <= at) && (code.ValidTill ?? defaultEnd) >= at;

    /// <summary>An id that nobody guesses and that a JavaScript number holds: 2^52 are possible.</summary>
    public static long NewRandomId() => 1 + (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & ((1L << 52) - 1));

    /// <exception cref="RejectedException">Invalid, with every problem and its pointer.</exception>
    public static void Require(IRedeemableCode code, Event? e)
    {
        List<Problem> problems = [];
        if (code.MinQuantity < 0)
            Add("min-quantity", "A number of seats is not negative.");
        if (code.TicketsNumber < 0)
            Add("tickets-number", "A number of seats is not negative.");
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
            RequireValue(discount, Add);
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);

        void Add(string name, string detail) => problems.Add(new Problem(detail, $"/data/attributes/{name}"));
    }

    private static void RequireValue(DiscountCode code, Action<string, string> add)
    {
        if (code.Value < 0)
            add("value", "A discount is not negative.");
        if (code.Type == DiscountCode.Percent && code.Value > 100)
            add("value", "A discount is at most 100 percent.");
    }

    /// <summary>A discount is for tickets that cost something and, where it is an amount, no less than it.</summary>
    /// <exception cref="RejectedException">Invalid, naming the ticket.</exception>
    public static void RequireDiscountable(DiscountCode code, IEnumerable<Ticket> tickets)
    {
        foreach (var ticket in tickets)
        {
            if (!Pricing.CanCostMoney(ticket))
                throw RejectedException.Invalid(
                    $"\"{ticket.Name}\" is free: there is nothing to discount.",
                    "/data/relationships/tickets/data"
                );
            if (code.Type == DiscountCode.Amount && Pricing.PriceModeOf(ticket) != PriceMode.Donation && code.Value > (ticket.Price ?? 0))
                throw RejectedException.Invalid($"The discount is more than \"{ticket.Name}\" costs.", "/data/attributes/value");
        }
    }

    /// <summary>For queries, too: they are made of <see cref="IsValidExpression"/> then.</summary>
    public static bool IsValid(IRedeemableCode code, DateTimeOffset defaultEnd, DateTimeOffset at) => CompiledIsValid(code, defaultEnd, at);

    /// <summary>Whether the code is good at that time; the reason if it is not.</summary>
    public static string? FindProblem(IRedeemableCode code, Event e, DateTimeOffset now) =>
        code switch
        {
            { IsActive: false } => "The code is not active.",
            _ when now < code.ValidFrom => "The code is not valid yet.",
            _ when now > (code.ValidTill ?? e.EndsAt) => "The code is not valid any more.",
            _ => null,
        };

    /// <summary>An order with so many seats that the code is for.</summary>
    /// <exception cref="RejectedException">Invalid, at <paramref name="pointer"/>.</exception>
    public static void RequireUsable(IRedeemableCode code, Event e, int seats, DateTimeOffset now, string pointer)
    {
        var kind = code is DiscountCode ? "Discount" : "Access";
        if (FindProblem(code, e, now) is { } problem)
            throw RejectedException.Invalid($"Invalid {kind} Code: {problem}", pointer);
        if (seats == 0)
            throw RejectedException.Invalid($"Invalid {kind} Code: it is for none of these tickets.", pointer);
        if (seats < code.MinQuantity)
            throw RejectedException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The code is for at least {code.MinQuantity} seats of an order."),
                pointer
            );
        if (code.MaxQuantity >= 0 && seats > code.MaxQuantity)
            throw RejectedException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The code is for at most {code.MaxQuantity} seats of an order."),
                pointer
            );
    }
}
