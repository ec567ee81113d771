using System.Globalization;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>What is sold, to whom, and what the books must say afterwards.</summary>
/// <param name="Seats">Of each ticket.</param>
/// <param name="Code"><c>discount</c>, <c>access</c> or null.</param>
/// <param name="Uses">How many seats the code is good for.</param>
internal sealed record Scenario(string Name, int Tickets, int Seats, string? Code = null, int Uses = 0)
{
    public static readonly IReadOnlyList<Scenario> All =
    [
        new("one ticket, 1000 seats", 1, 1000),
        new("discount code, 100 uses", 1, 100_000, "discount", 100),
        new("access code, 100 uses", 1, 100_000, "access", 100),
        new("mixed baskets, 3 x 400 seats, discount for 300", 3, 400, "discount", 300),
    ];

    /// <summary>About how many orders will succeed.</summary>
    public int Sales => Code is null ? Seats : IsMixed ? Seats * 3 / 4 : Uses;

    private bool IsMixed => Tickets > 1;

    /// <summary>The same for the same buyer, so that a retry is one; mixed baskets name two or three tickets, in either direction, two thirds with the code.</summary>
    public string BasketOf(int buyer, Shop shop)
    {
        var random = new Random(buyer);
        var ids = shop.Tickets.ToArray();
        random.Shuffle(ids);
        var tickets = ids.Take(IsMixed ? random.Next(2, 4) : 1).Select(id => new { id, quantity = IsMixed ? random.Next(1, 3) : 1 });
        var code = IsMixed && random.Next(3) == 0 ? null : shop.Code;
        return Code == "access" ? JsonSerializer.Serialize(new { tickets, access_code = code }) : JsonSerializer.Serialize(new { tickets, discount_code = code, discount_verify = !IsMixed });
    }

    /// <returns>How many counts are wrong.</returns>
    public async Task<int> JudgeAsync(Shop shop, Books books, IReadOnlyCollection<Answer> answers, TimeSpan took)
    {
        var tickets = string.Join(',', shop.Tickets);
        var live = "o.status NOT IN ('Cancelled', 'Expired')";
        var orders = $"SELECT DISTINCT order_id FROM order_tickets WHERE ticket_id IN ({tickets})";
        List<string> wrong = [];
        var sold = answers.Where(a => a.Status == 200).ToList();
        Expect("orders that clients know of", await books.CountAsync($"SELECT count(*) FROM orders o WHERE o.id IN ({orders})"), sold.Count);
        Expect("orders by number of different ids", sold.Select(a => a.OrderId).Distinct().Count(), sold.Count);
        Expect("known orders that are there", await books.CountAsync($"SELECT count(*) FROM orders WHERE id IN ({string.Join(',', sold.Select(a => a.OrderId).Append("0"))})"), sold.Count);
        Expect("buyers with two orders", await books.CountAsync($"SELECT count(*) FROM (SELECT user_id FROM orders o WHERE o.id IN ({orders}) GROUP BY user_id HAVING count(*) > 1) twice"), 0);
        Expect("other answers than 200 and 409", answers.Count(a => a.Status is not (200 or 409)), 0);
        Expect("5xx while the server was up", answers.Count(a => a.IsFault), 0);
        var taken = await books.CountAsync($"SELECT coalesce(sum(taken), 0) FROM ticket_seats WHERE ticket_id IN ({tickets})");
        Expect("the seats' counter and a recount", taken, await books.CountAsync($"SELECT count(*) FROM attendees a JOIN orders o ON o.id = a.order_id WHERE a.ticket_id IN ({tickets}) AND a.deleted_at IS NULL AND {live}"));
        if (Code is null) Expect("seats sold", taken, Seats * Tickets);
        if (IsMixed && taken > Seats * Tickets) wrong.Add($"{taken} of {Seats * Tickets} seats sold");
        if (Code is { } kind)
        {
            var used = await books.CountAsync($"SELECT used FROM {kind}_uses WHERE code_id = {shop.Code}");
            Expect("the code's counter and a recount", used, await books.CountAsync($"SELECT coalesce(sum({kind}_uses), 0) FROM orders o WHERE o.{kind}_code_id = {shop.Code} AND {live}"));
            Expect("uses of the code", used, Uses);
            Expect("attendees with the code", await books.CountAsync($"SELECT count(*) FROM attendees a JOIN orders o ON o.id = a.order_id WHERE o.{kind}_code_id = {shop.Code} AND {live} AND a.is_{(kind == "access" ? "access_code" : "discount")}_applied"), Uses);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}: {sold.Count} orders, {answers.Count - sold.Count} refused, {taken} seats, {answers.Count / took.TotalSeconds:0} requests/s, {took.TotalSeconds:0.0} s: {Verdict.Of(wrong)}"));
        return wrong.Count;

        void Expect(string what, long found, long expected)
        {
            if (found != expected) wrong.Add($"{what}: {found}, not {expected}");
        }
    }
}
