using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>What an event sells, and what each buyer orders.</summary>
/// <param name="Seats">The number of seats of each ticket.</param>
/// <param name="Code"><c>discount</c>, <c>access</c> or null.</param>
/// <param name="Uses">The number of seats that the code can be used for.</param>
internal sealed record Scenario(string Name, IReadOnlyList<int> Seats, string? Code = null, int Uses = 0)
{
    private bool IsMixed => Seats.Count > 1;

    /// <summary>
    /// The scenarios: seats for a tenth of the buyers, code uses for a hundredth. For 10,000 buyers: 1,000 seats and 100 uses.
    /// </summary>
    public static IReadOnlyList<Scenario> For(int buyers)
    {
        var tenth = Math.Max(10, buyers / 10);
        var hundredth = Math.Max(2, buyers / 100);
        return
        [
            new($"one ticket, {tenth} seats", [tenth]),
            new($"discount code, {hundredth} uses", [buyers * 2], "discount", hundredth),
            new($"access code, {hundredth} uses", [buyers * 2], "access", hundredth),
            new(
                $"mixed baskets, {tenth} seats on three tickets, discount for {3 * hundredth}",
                [tenth - (2 * (tenth / 3)), tenth / 3, tenth / 3],
                "discount",
                3 * hundredth
            ),
        ];
    }

    /// <summary>The number of seats that are sold in the end; null: not all seats, because the uses of the code run out first.</summary>
    public int? Sold => Code is null || IsMixed ? Seats.Sum() : null;

    /// <summary>The approximate number of successful orders.</summary>
    public int Sales =>
        Sold is null ? Uses
        : IsMixed ? Seats.Sum() / 3
        : Seats.Sum();

    /// <summary>
    /// The order of a buyer, the same for each retry. Mixed baskets contain one to three tickets in random order, most of them with the
    /// code.
    /// </summary>
    public string CreateBasket(int buyer, RushEvent testEvent)
    {
        var random = new Random(buyer);
        var ids = testEvent.Tickets.ToArray();
        random.Shuffle(ids);
        var tickets = ids.Take(IsMixed ? random.Next(1, 4) : 1).Select(id => new { id, quantity = IsMixed ? random.Next(1, 3) : 1 });
        var code = IsMixed && random.Next(6) == 0 ? null : testEvent.Code;
        return Code == "access"
            ? JsonSerializer.Serialize(new { tickets, access_code = code })
            : JsonSerializer.Serialize(
                new
                {
                    tickets,
                    discount_code = code,
                    discount_verify = !IsMixed,
                }
            );
    }
}
