using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>The event of a scenario, with its tickets and its code.</summary>
internal sealed record RushEvent(string EventId, IReadOnlyList<string> Tickets, string? Code)
{
    public static async Task<RushEvent> SetUpAsync(BuyerClient owner, Scenario scenario)
    {
        var id = await owner.CreateAsync(
            "/v1/events",
            Document(
                "event",
                new Dictionary<string, object>
                {
                    ["name"] = scenario.Name,
                    ["starts-at"] = "2099-05-01T09:00:00Z",
                    ["ends-at"] = "2099-05-03T18:00:00Z",
                    ["timezone"] = "UTC",
                    ["state"] = "published",
                    ["can-pay-onsite"] = true,
                }
            )
        );
        List<string> tickets = [];
        for (var n = 0; n < scenario.Seats.Count; n++)
        {
            tickets.Add(
                await owner.CreateAsync(
                    "/v1/tickets",
                    Document(
                        "ticket",
                        new Dictionary<string, object>
                        {
                            ["name"] = $"Seat {n}",
                            ["type"] = "paid",
                            ["price"] = 10,
                            ["quantity"] = scenario.Seats[n],
                            ["is-hidden"] = scenario.Code == "access",
                            ["min-order"] = 1,
                            ["sales-starts-at"] = "2020-01-01T00:00:00Z",
                            ["sales-ends-at"] = "2099-05-01T00:00:00Z",
                        },
                        ("event", "event", [id])
                    )
                )
            );
        }

        if (scenario.Code is not { } kind)
            return new RushEvent(id, tickets, null);
        var attributes = new Dictionary<string, object>
        {
            ["code"] = "RUSH",
            ["is-active"] = true,
            ["tickets-number"] = scenario.Uses,
            ["valid-from"] = "2020-01-01T00:00:00Z",
        };
        if (kind == "discount")
        {
            attributes["type"] = "percent";
            attributes["value"] = 50;
            attributes["used-for"] = "ticket";
        }
        return new RushEvent(
            id,
            tickets,
            await owner.CreateAsync(
                $"/v1/{kind}-codes",
                Document($"{kind}-code", attributes, ("event", "event", [id]), ("tickets", "ticket", tickets), ("marketer", "user", ["1"]))
            )
        );
    }

    private static string Document(
        string type,
        Dictionary<string, object> attributes,
        params (string Name, string Type, IReadOnlyList<string> Ids)[] links
    ) =>
        JsonSerializer.Serialize(
            new
            {
                data = new
                {
                    type,
                    attributes,
                    relationships = links.ToDictionary(
                        l => l.Name,
                        l => new
                        {
                            data = l.Name == "tickets"
                                ? l.Ids.Select(id => new { type = l.Type, id }).ToArray()
                                : (object)new { type = l.Type, id = l.Ids[0] },
                        }
                    ),
                },
            }
        );
}
