using System.Globalization;
using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Adds to a tenant: two stations, an attendee who checked in at one of them, and an event invoice.</summary>
public static class TenantCheckIns
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        var owner = tenant.Clients["owner"];
        var order = (
            await owner.PostAsync(
                "/v1/orders/create-order",
                new { tickets = new[] { new { id = long.Parse(tenant.RowIds["ticket"], CultureInfo.InvariantCulture), quantity = 1 } } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await server.SqlAsync(
            $"UPDATE orders SET status = 'Completed', expires_at = NULL, company = 'Firm {tenant.Marker}' WHERE id = {order.Id()}"
        );
        await server.SqlAsync(
            $"""
            UPDATE attendees SET firstname = 'Gil {tenant.Marker}', email = 'gil-{tenant.Marker}@example.org'
            WHERE order_id = {order.Id()}
            """
        );
        tenant.RowIds["guest"] = await server.SqlIdAsync($"SELECT id FROM attendees WHERE order_id = {order.Id()}");
        var identifier = await server.SqlAsync<string>($"SELECT identifier FROM attendees WHERE order_id = {order.Id()}");
        tenant.RowIds["guest-code"] = $"{order.Attribute("identifier").GetString()}-{identifier}";

        var usedStation = await StationAsync(tenant);
        var made = await owner.PostAsync(
            "/v1/user-check-in",
            JsonApiDocument.Of(
                "user_check_in",
                null,
                new { device_name = $"Phone {tenant.Marker}" },
                ("station", "station", usedStation),
                ("ticket-holder", "attendee", tenant.RowIds["guest"])
            )
        );
        tenant.RowIds["user_check_in"] = made.EnsureStatus(HttpStatusCode.Created).Id();
        tenant.RowIds["station"] = await StationAsync(tenant);
        tenant.RowIds["station-store-pax"] = (
            await owner.CreateAsync(
                "station-store-pax",
                SampleAttributes.For("station-store-pax", tenant.Marker),
                ("station", "station", tenant.RowIds["station"]),
                ("session", "session", tenant.RowIds["session"])
            )
        ).Id();
        tenant.RowIds["event-invoice"] = await server.SqlIdAsync(
            $"""
            INSERT INTO event_invoices
                (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period, event_id, user_id,
                issued_at, due_at, created_at, brand, transaction_id)
            VALUES
                ('{tenant.Marker}U-000001', 'due', 20, 'EUR', 400, 5, 0, 0, 0, '2020-01-01', {tenant.EventId}, {owner.UserId},
                now(), now(), now(), 'Card {tenant.Marker}', 'T-{tenant.Marker}')
            RETURNING id
            """
        );
    }

    private static async Task<string> StationAsync(Tenant tenant) =>
        (
            await tenant
                .Clients["owner"]
                .CreateAsync(
                    "station",
                    SampleAttributes.For("station", tenant.Marker),
                    ("event", "event", tenant.EventId),
                    ("microlocation", "microlocation", tenant.RowIds["microlocation"])
                )
        ).Id();
}
