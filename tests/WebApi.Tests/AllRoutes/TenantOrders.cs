using System.Globalization;
using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Adds to a tenant: a ticket, an access code, and a buyer's order with one attendee.</summary>
public static class TenantOrders
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        var buyer = tenant.Clients["buyer"] = await server.RegisterUserAsync(email: $"buyer-{tenant.Marker}@example.org");
        var attendee = tenant.Clients["attendee"] = await server.RegisterUserAsync(email: $"attendee-{tenant.Marker}@example.org");
        var owner = tenant.Clients["owner"];
        tenant.RowIds["ticket"] = (
            await owner.CreateAsync("ticket", SampleAttributes.For("ticket", tenant.Marker), ("event", "event", tenant.EventId))
        ).Id();

        tenant.RowIds["access-code"] = (
            await owner.CreateAsync(
                "access-code",
                SampleAttributes.For("access-code", tenant.Marker),
                ("event", "event", tenant.EventId),
                ("marketer", "user", tenant.RowIds["user"])
            )
        ).Id();
        foreach (var part in new[] { "custom-form-option", "custom-form-translate" })
            tenant.RowIds[part] = (
                await owner.CreateAsync(
                    part,
                    SampleAttributes.For(part, tenant.Marker),
                    ("custom-form", "custom-form", tenant.RowIds["custom-form"])
                )
            ).Id();

        // Only the event team can order tickets of a draft event, so the owner places the order, which is then assigned to the buyer.
        var ticket = long.Parse(tenant.RowIds["ticket"], CultureInfo.InvariantCulture);
        var order = (
            await owner.PostAsync("/v1/orders/create-order", new { tickets = new[] { new { id = ticket, quantity = 1 } } })
        ).EnsureStatus(HttpStatusCode.OK);
        tenant.RowIds["order"] = order.Id();
        tenant.RowIds["order-identifier"] = order.Attribute("identifier").GetString()!;
        tenant.RowIds["attendee"] = await server.SqlIdAsync($"SELECT id FROM attendees WHERE order_id = {order.Id()}");
        await server.SqlAsync(
            $"""
            UPDATE orders SET user_id = {buyer.UserId}, company = 'Firm {tenant.Marker}', city = 'Town {tenant.Marker}'
            WHERE id = {order.Id()}
            """
        );
        await server.SqlAsync(
            $"""
            UPDATE attendees SET firstname = 'Ada {tenant.Marker}', lastname = 'Lovelace {tenant.Marker}', email = '{attendee.Email}'
            WHERE order_id = {order.Id()}
            """
        );
    }
}
