namespace OpenEvent.Bench;

/// <summary>Inserts published events of about 6 KB as a document; the first has tickets and sessions.</summary>
internal static class EventSeeder
{
    public const int Events = 200,
        Tickets = 5,
        Sessions = 50;

    public static async Task AddAsync(string connectionString)
    {
        await RowSeeder.AddAsync(
            connectionString,
            "events",
            Events,
            new Dictionary<string, string>
            {
                ["identifier"] = "'b' || lpad(n::text, 7, '0')",
                ["name"] = "'Conference ' || n",
                ["state"] = "'Published'",
                ["privacy"] = "'public'",
                ["timezone"] = "'Europe/Berlin'",
                ["starts_at"] = "'2099-05-01T09:00:00Z'",
                ["ends_at"] = "'2099-05-03T18:00:00Z'",
                ["description"] = "repeat('About free software. ', 20)",
                ["owner_name"] = "'The team'",
                ["location_name"] = "'Hall ' || n",
                ["payment_currency"] = "'EUR'",
                ["latitude"] = "52.5",
                ["longitude"] = "13.4",
                ["original_image_url"] = "'https://example.org/images/' || n || '.png'",
            }
        );
        const string FirstEvent = "(SELECT min(id) FROM events)";
        await RowSeeder.AddAsync(
            connectionString,
            "tickets",
            Tickets,
            new Dictionary<string, string>
            {
                ["event_id"] = FirstEvent,
                ["name"] = "'Ticket ' || n",
                ["description"] = "'Admits one person on all days.'",
                ["type"] = "'paid'",
                ["price"] = "10 + n",
                ["quantity"] = "100",
                ["sales_starts_at"] = "'2020-01-01T00:00:00Z'",
                ["sales_ends_at"] = "'2099-05-01T00:00:00Z'",
            }
        );
        await RowSeeder.AddAsync(
            connectionString,
            "sessions",
            Sessions,
            new Dictionary<string, string>
            {
                ["event_id"] = FirstEvent,
                ["title"] = "'Session ' || n",
                ["short_abstract"] = "repeat('What the audience learns. ', 4)",
                ["level"] = "'Beginner'",
                ["language"] = "'en'",
                ["state"] = "'Confirmed'",
                ["starts_at"] = "timestamptz '2099-05-01T09:00:00Z' + n * interval '30 minutes'",
                ["ends_at"] = "timestamptz '2099-05-01T09:30:00Z' + n * interval '30 minutes'",
                ["submitted_at"] = "now()",
            }
        );
    }
}
