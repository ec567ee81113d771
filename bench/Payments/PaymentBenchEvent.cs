using System.Globalization;
using System.Text.Json;

namespace OpenEvent.Bench.Payments;

/// <summary>An event with paid tickets, a member of its team, and buyers, created over HTTP.</summary>
internal sealed record PaymentBenchEvent(Uri Address, string TeamToken, IReadOnlyList<string> BuyerTokens, IReadOnlyList<long> Tickets)
{
    public static async Task<PaymentBenchEvent> SetUpAsync(Uri address, int payments)
    {
        using var http = new HttpClient { BaseAddress = address };
        var team = await SignInAsync("admin@example.org");
        var eventId = await CreateAsync(
            "event",
            new()
            {
                ["name"] = "Payment benchmark",
                ["starts-at"] = "2099-05-01T09:00:00Z",
                ["ends-at"] = "2099-05-02T18:00:00Z",
                ["timezone"] = "UTC",
                ["state"] = "published",
                ["location-name"] = "Hall",
                ["can-pay-by-stripe"] = true,
                ["payment-currency"] = "EUR",
                ["is-ticket-form-enabled"] = false,
            }
        );
        await CreateAsync("stripe-authorization", new() { ["stripe-auth-code"] = "ac_bench" }, eventId);
        List<long> tickets = [];
        foreach (var seats in new[] { payments, payments, payments / 20 + 1, payments })
            tickets.Add(
                long.Parse(
                    await CreateAsync(
                        "ticket",
                        new()
                        {
                            ["name"] = $"Seat {tickets.Count}",
                            ["type"] = "paid",
                            ["price"] = 10 + tickets.Count,
                            ["quantity"] = seats,
                            ["min-order"] = 1,
                            ["sales-starts-at"] = "2020-01-01T00:00:00Z",
                            ["sales-ends-at"] = "2099-05-01T00:00:00Z",
                        },
                        eventId
                    ),
                    CultureInfo.InvariantCulture
                )
            );
        List<string> buyers = [];
        for (var i = 0; i < 16; i++)
        {
            await CreateAsync("user", new() { ["email"] = $"buyer{i}@example.org", ["password"] = "correct horse" });
            buyers.Add(await SignInAsync($"buyer{i}@example.org"));
        }

        return new PaymentBenchEvent(address, team, buyers, tickets);

        async Task<string> SignInAsync(string email) =>
            (await SendAsync("/auth/session", null, JsonSerializer.Serialize(new { email, password = "correct horse" })))
                .GetProperty("access_token")
                .GetString()!;

        async Task<string> CreateAsync(string type, Dictionary<string, object> attributes, string? relatedEventId = null)
        {
            var relationships = relatedEventId is null
                ? []
                : new Dictionary<string, object> { ["event"] = new { data = new { type = "event", id = relatedEventId } } };
            var created = await SendAsync(
                $"/v1/{type}s",
                team,
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
            return created.GetProperty("data").GetProperty("id").GetString()!;
        }

        async Task<JsonElement> SendAsync(string url, string? token, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body) };
            request.Content.Headers.ContentType = new(token is null ? "application/json" : "application/vnd.api+json");
            if (token is not null)
                request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(text).RootElement
                : throw new InvalidOperationException($"{url}: {text}");
        }
    }
}
