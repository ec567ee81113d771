using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OpenEvent.Bench.Throughput;

/// <summary>An event with tickets that do not sell out, and buyers with their access tokens.</summary>
/// <param name="Tickets">The ticket ids, without gaps, because pgbench picks random ids from a range.</param>
/// <param name="Buyers">The user ids of the buyers, also without gaps.</param>
/// <param name="Tokens">The access tokens, in the order of <paramref name="Buyers"/>.</param>
internal sealed record ThroughputEvent(IReadOnlyList<long> Tickets, IReadOnlyList<long> Buyers, IReadOnlyList<string> Tokens)
{
    private const int TicketCount = 100,
        BuyerCount = 1000,
        Seats = 100_000_000;

    /// <summary>The first ids of the tables, far apart, so that a recorded value identifies its table.</summary>
    private static readonly (string Table, long First)[] Ids =
    [
        ("users", 11_000_000),
        ("tickets", 12_000_000),
        ("events", 13_000_000),
        ("orders", 14_000_000),
        ("attendees", 15_000_000),
    ];

    public static async Task<ThroughputEvent> SetUpAsync(BenchServer server, BenchPostgres postgres)
    {
        foreach (var (table, id) in Ids)
            await postgres.ExecuteAsync($"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {id}");
        using var http = new HttpClient { BaseAddress = server.Address };
        var admin = await SignInAsync(BenchServer.AdminEmail);
        var model = await CreateAsync("user", new() { ["email"] = "model@example.org", ["password"] = BenchServer.Password });
        await postgres.ExecuteAsync($"UPDATE users SET is_verified = true WHERE id = {model}");
        var columns = await postgres.ExecuteAsync(
            """
            SELECT string_agg(column_name, ', ') FROM information_schema.columns
            WHERE table_name = 'users' AND column_name NOT IN ('id', 'email') AND is_generated = 'NEVER'
            """
        );
        await postgres.ExecuteAsync(
            $"""
            INSERT INTO users (email, {columns})
            SELECT 'buyer' || n || '@example.org', {columns} FROM users, generate_series(1, {BuyerCount}) AS n WHERE id = {model}
            """
        );
        var sample = await SignInAsync("model@example.org");

        var e = await CreateAsync(
            "event",
            new()
            {
                ["name"] = "Hot",
                ["starts-at"] = "2099-05-01T09:00:00Z",
                ["ends-at"] = "2099-05-03T18:00:00Z",
                ["timezone"] = "UTC",
                ["state"] = "published",
                ["can-pay-onsite"] = true,
            }
        );
        List<long> tickets = [];
        for (var n = 0; n < TicketCount; n++)
        {
            tickets.Add(
                await CreateAsync(
                    "ticket",
                    new()
                    {
                        ["name"] = $"Seat {n}",
                        ["type"] = "paid",
                        ["price"] = 10,
                        ["quantity"] = Seats,
                        ["min-order"] = 1,
                        ["sales-starts-at"] = "2020-01-01T00:00:00Z",
                        ["sales-ends-at"] = "2099-05-01T00:00:00Z",
                    },
                    e
                )
            );
        }

        var first = await postgres.CountAsync("SELECT min(id) FROM users WHERE email LIKE 'buyer%'");
        List<long> buyers = [.. Enumerable.Range(0, BuyerCount).Select(n => first + n)];
        if (tickets[^1] - tickets[0] != TicketCount - 1 || await postgres.CountAsync("SELECT max(id) FROM users") != buyers[^1])
            throw new InvalidOperationException("The ids of the tickets or buyers have gaps.");
        return new ThroughputEvent(tickets, buyers, [.. buyers.Select(id => BenchServer.CreateToken(sample, id))]);

        async Task<string> SignInAsync(string email) =>
            (await SendAsync("/auth/session", null, JsonSerializer.Serialize(new { email, password = BenchServer.Password })))
                .GetProperty("access_token")
                .GetString()!;

        async Task<long> CreateAsync(string type, Dictionary<string, object> attributes, long? eventOf = null)
        {
            var relationships = eventOf is null
                ? []
                : new Dictionary<string, object> { ["event"] = new { data = new { type = "event", id = $"{eventOf}" } } };
            var made = await SendAsync(
                $"/v1/{type}s",
                admin,
                JsonSerializer.Serialize(
                    new
                    {
                        data = new
                        {
                            type,
                            attributes,
                            relationships,
                        },
                    }
                )
            );
            return long.Parse(made.GetProperty("data").GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        }

        async Task<JsonElement> SendAsync(string url, string? token, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(token is null ? "application/json" : "application/vnd.api+json");
            if (token is not null)
                request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? JsonDocument.Parse(text).RootElement
                : throw new InvalidOperationException($"{url}: {text}");
        }
    }
}
