using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>
/// A thousand events with an order each. With the few rows of a test, PostgreSQL would read whole tables instead of looking up rows.
/// </summary>
internal sealed class FillerRows(OpenEventServer server)
{
    private const int Count = 1000;

    /// <summary>The first id of the rows.</summary>
    private const int First = 100_000;

    /// <summary>Copies rows of a tenant.</summary>
    public async Task AddAsync(Tenant tenant)
    {
        var number = $"{First} + n";
        await CopyAsync("events", $"id = {tenant.EventId}", $"'id', {number}, 'identifier', 'filler' || n");
        await CopyAsync("tickets", $"id = {tenant.RowIds["ticket"]}", $"'id', {number}, 'event_id', {number}");
        await CopyAsync("ticket_seats", $"ticket_id = {tenant.RowIds["ticket"]}", $"'ticket_id', {number}");
        await CopyAsync(
            "orders",
            $"id = {tenant.RowIds["order"]}",
            $"'id', {number}, 'event_id', {number}, 'identifier', gen_random_uuid(), 'status', 'Completed', 'expires_at', NULL, "
                + "'client_address_hash', NULL"
        );
        await CopyAsync("order_tickets", $"order_id = {tenant.RowIds["order"]}", $"'order_id', {number}, 'ticket_id', {number}");
        await CopyAsync(
            "attendees",
            $"id = {tenant.RowIds["attendee"]}",
            $"'id', {number}, 'event_id', {number}, 'ticket_id', {number}, 'order_id', {number}, 'identifier', 'filler' || n"
        );
        await server.SqlAsync("ANALYZE");
    }

    private async Task CopyAsync(string table, string condition, string changes)
    {
        var columns = await server.SqlAsync<string>(
            $"""
            SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            """
        );
        await server.SqlAsync(
            $"""
            INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE
            SELECT {string.Join(", ", columns.Split(", ").Select(c => "r." + c))} FROM generate_series(1, {Count}) AS n, {table} AS t,
                LATERAL jsonb_populate_record(NULL::{table}, to_jsonb(t) || jsonb_build_object({changes})) AS r
            WHERE t.{condition}
            """
        );
    }
}
