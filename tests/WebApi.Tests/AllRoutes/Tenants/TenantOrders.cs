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
        await AddRefundAsync(server, tenant);
    }

    /// <summary>A payment of the order, and a refund of a part of it that has failed.</summary>
    private static async Task AddRefundAsync(OpenEventServer server, Tenant tenant)
    {
        tenant.RowIds["payment"] = await server.SqlIdAsync(
            $"""
            INSERT INTO payments (order_id, order_identifier, event_id, provider, account, reference, external_id, amount, currency, state,
                taken, refunded, checks, key_version, disputed_amount, dispute_reason, created_at)
            VALUES ({tenant.RowIds["order"]}, '{tenant.RowIds["order-identifier"]}', {tenant.EventId}, 'stripe', 'acct_{tenant.Marker}',
                'pay_{tenant.Marker}', 'pi_{tenant.Marker}', 10, 'EUR', 'Refunded', 10, 0, 0, 0, 0, 'Reason {tenant.Marker}', now())
            RETURNING id
            """
        );
        tenant.RowIds["refund"] = await server.SqlIdAsync(
            $"""
            INSERT INTO refunds (payment_id, event_id, reference, amount, reason, initiated_by, key_version, state, failure, is_resolved,
                created_at)
            VALUES ({tenant.RowIds["payment"]}, {tenant.EventId}, 'ref_{tenant.Marker}', 5, 'Overpaid', 'Server', 0, 'Failed',
                'Failure {tenant.Marker}', false, now())
            RETURNING id
            """
        );
    }
}
