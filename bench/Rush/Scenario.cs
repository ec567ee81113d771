using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>What is sold, and what a buyer asks for.</summary>
/// <param name="Seats">Of each ticket.</param>
/// <param name="Code"><c>discount</c>, <c>access</c> or null.</param>
/// <param name="Uses">How many seats the code is good for.</param>
internal sealed record Scenario(string Name, IReadOnlyList<int> Seats, string? Code = null, int Uses = 0)
{
    private bool IsMixed => Seats.Count > 1;

    /// <summary>A tenth as many seats, and a hundredth as many uses of a code, as there are buyers: 1,000 and 100 of 10,000.</summary>
    public static IReadOnlyList<Scenario> For(int buyers)
    {
        var (tenth, hundredth) = (Math.Max(10, buyers / 10), Math.Max(2, buyers / 100));
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

    /// <summary>Null: not everything is bought, as the code ends first.</summary>
    public int? Sold => Code is null || IsMixed ? Seats.Sum() : null;

    /// <summary>About how many orders succeed.</summary>
    public int Sales =>
        Sold is null ? Uses
        : IsMixed ? Seats.Sum() / 3
        : Seats.Sum();

    /// <summary>The same for the same buyer, so that a retry is one; mixed baskets name one to three tickets, in any order, most of them with the code.</summary>
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
