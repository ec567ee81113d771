using System.Globalization;
using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>A station, a guest who has passed one, and an invoice of the platform, in a tenant.</summary>
public static class Gate
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        var owner = tenant.People["owner"];
        var order = (
            await owner.PostAsync(
                "/v1/orders/create-order",
                new { tickets = new[] { new { id = long.Parse(tenant.Rows["ticket"], CultureInfo.InvariantCulture), quantity = 1 } } }
            )
        ).Must(HttpStatusCode.OK);
        await server.SqlAsync(
            $"UPDATE orders SET status = 'Completed', expires_at = NULL, company = 'Firm {tenant.Mark}' WHERE id = {order.Id()}"
        );
        await server.SqlAsync(
            $"UPDATE attendees SET firstname = 'Gil {tenant.Mark}', email = 'gil-{tenant.Mark}@example.org' WHERE order_id = {order.Id()}"
        );
        tenant.Rows["guest"] = $"{await server.SqlAsync<long>($"SELECT id FROM attendees WHERE order_id = {order.Id()}")}";
        tenant.Rows["guest-code"] =
            $"{order.Attribute("identifier").GetString()}-{await server.SqlAsync<string>($"SELECT identifier FROM attendees WHERE order_id = {order.Id()}")}";

        var passed = await StationAsync(tenant);
        var made = await owner.PostAsync(
            "/v1/user-check-in",
            Document.Of(
                "user_check_in",
                null,
                new { device_name = $"Phone {tenant.Mark}" },
                ("station", "station", passed),
                ("ticket-holder", "attendee", tenant.Rows["guest"])
            )
        );
        tenant.Rows["user_check_in"] = made.Must(HttpStatusCode.Created).Id();
        tenant.Rows["station"] = await StationAsync(tenant);
        tenant.Rows["station-store-pax"] = (
            await owner.CreateAsync(
                "station-store-pax",
                Samples.Of("station-store-pax", tenant.Mark),
                ("station", "station", tenant.Rows["station"]),
                ("session", "session", tenant.Rows["session"])
            )
        ).Id();
        tenant.Rows["event-invoice"] =
            $"{await server.SqlAsync<long>($"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period, event_id, user_id, issued_at, due_at, created_at, brand, transaction_id)
            VALUES ('{tenant.Mark}U-000001', 'due', 20, 'EUR', 400, 5, 0, 0, 0, '2020-01-01', {tenant.EventId}, {owner.UserId}, now(), now(), now(), 'Card {tenant.Mark}', 'T-{tenant.Mark}') RETURNING id
            """)}";
    }

    private static async Task<string> StationAsync(Tenant tenant) =>
        (
            await tenant
                .People["owner"]
                .CreateAsync(
                    "station",
                    Samples.Of("station", tenant.Mark),
                    ("event", "event", tenant.EventId),
                    ("microlocation", "microlocation", tenant.Rows["microlocation"])
                )
        ).Id();
}
