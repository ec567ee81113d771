namespace OpenEvent.Rush;

/// <summary>Compares the answers that clients got, the counters, and the rows.</summary>
internal sealed class Recount(DatabaseProbe database, TestUsers users, RushEvent testEvent, Scenario scenario)
{
    /// <summary>The check that fails when a confirmed order is lost. Its id can belong to an order of another buyer by then.</summary>
    public const string LostOrders = "confirmed orders that exist";

    private const string Live = "o.status NOT IN ('Cancelled', 'Expired')";

    private readonly string _tickets = string.Join(',', testEvent.Tickets);

    private string Orders => $"SELECT DISTINCT order_id FROM order_tickets WHERE ticket_id IN ({_tickets})";

    public Task<long> TakenAsync() =>
        database.CountAsync($"SELECT coalesce(sum(taken), 0) FROM ticket_seats WHERE ticket_id IN ({_tickets})");

    public async Task<long> VerifyAsync(ScenarioReport report, IReadOnlyCollection<OrderOutcome> answers)
    {
        var sold = answers.Where(a => a.Status == 200).ToList();
        report.Expect(
            "confirmed orders and orders in the database",
            sold.Count,
            await database.CountAsync($"SELECT count(*) FROM orders o WHERE o.id IN ({Orders})")
        );
        var confirmed = string.Join(',', sold.Select(a => $"({a.OrderId},{users.Buyers[a.Buyer].UserId})").Append("(0,0)"));
        report.Expect(
            LostOrders,
            await database.CountAsync($"SELECT count(*) FROM orders WHERE (id, user_id) IN (VALUES {confirmed})"),
            sold.Count
        );
        report.Expect(
            "buyers with two orders",
            await database.CountAsync(
                $"SELECT count(*) FROM (SELECT user_id FROM orders o WHERE o.id IN ({Orders}) GROUP BY user_id HAVING count(*) > 1) twice"
            ),
            0
        );
        report.Expect("rejections other than 409", answers.Count(a => a.Status is not (200 or 409)), 0);
        var taken = await TakenAsync();
        report.Expect("taken seats, counter and recount of attendees", taken, await AttendeesAsync());
        for (var i = 0; i < testEvent.Tickets.Count; i++)
        {
            var seats = await database.CountAsync(
                $"""
                SELECT count(*) FROM attendees a JOIN orders o ON o.id = a.order_id
                WHERE a.ticket_id = {testEvent.Tickets[i]} AND a.deleted_at IS NULL AND {Live}
                """
            );
            var passed = scenario.Sold is null ? seats <= scenario.Seats[i] : seats == scenario.Seats[i];
            report.Require(
                $"sold seats of ticket {i + 1} with {scenario.Seats[i]} seats",
                passed,
                seats > scenario.Seats[i] ? $"{seats}, OVERSOLD by {seats - scenario.Seats[i]}" : $"{seats}"
            );
        }

        if (scenario.Code is { } kind)
            await VerifyCodeAsync(report, kind);
        return taken;
    }

    public Task<long> AttendeesAsync() =>
        database.CountAsync(
            $"""
            SELECT count(*) FROM attendees a JOIN orders o ON o.id = a.order_id
            WHERE a.ticket_id IN ({_tickets}) AND a.deleted_at IS NULL AND {Live}
            """
        );

    private async Task VerifyCodeAsync(ScenarioReport report, string kind)
    {
        var used = await database.CountAsync($"SELECT used FROM {kind}_uses WHERE code_id = {testEvent.Code}");
        report.Expect("uses of the code, counter", used, scenario.Uses);
        report.Expect(
            "uses of the code, recount of orders",
            await database.CountAsync(
                $"SELECT coalesce(sum({kind}_uses), 0) FROM orders o WHERE o.{kind}_code_id = {testEvent.Code} AND {Live}"
            ),
            used
        );
        var applied = kind == "access" ? "access_code" : "discount";
        report.Expect(
            "uses of the code, recount of attendees",
            await database.CountAsync(
                $"""
                SELECT count(*) FROM attendees a JOIN orders o ON o.id = a.order_id
                WHERE o.{kind}_code_id = {testEvent.Code} AND {Live} AND a.is_{applied}_applied
                """
            ),
            used
        );
    }
}
