namespace OpenEvent.Bench.Export;

/// <summary>Inserts orders of ten attendees each, with the data that an attendee usually enters.</summary>
internal static class AttendeeSeeder
{
    private const int AttendeesOfOrder = 10;

    public static async Task AddAsync(string connectionString, string eventId, string ticketId, int attendees)
    {
        var firstOrder = $"(SELECT coalesce(min(id), 0) FROM orders WHERE event_id = {eventId})";
        await RowSeeder.AddAsync(
            connectionString,
            "orders",
            attendees / AttendeesOfOrder,
            new Dictionary<string, string>
            {
                ["event_id"] = eventId,
                ["identifier"] = $"'{eventId}-' || md5(n::text)",
                ["status"] = "'Completed'",
                ["amount"] = "100",
                ["payment_mode"] = "'onsite'",
            }
        );
        await RowSeeder.AddAsync(
            connectionString,
            "attendees",
            attendees,
            new Dictionary<string, string>
            {
                ["event_id"] = eventId,
                ["ticket_id"] = ticketId,
                ["order_id"] = $"{firstOrder} + (n - 1) / {AttendeesOfOrder}",
                ["identifier"] = $"'{eventId}-' || md5('attendee' || n)",
                ["firstname"] = "'Given ' || n",
                ["lastname"] = "'Family ' || n",
                ["email"] = "'attendee' || n || '@example.org'",
                ["company"] = "'A company with a name of usual length'",
                ["job_title"] = "'Engineer'",
                ["address"] = "n || ' Long Street'",
                ["city"] = "'Chennai'",
                ["country"] = "'IN'",
                ["attendee_notes"] = "'=1+1'",
            }
        );
    }
}
