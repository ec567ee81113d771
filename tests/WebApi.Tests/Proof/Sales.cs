using System.Globalization;
using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>A ticket, a buyer's order and one attendee in it, in a tenant.</summary>
public static class Sales
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        var buyer = tenant.People["buyer"] = await server.SomebodyAsync(email: $"buyer-{tenant.Mark}@example.org");
        var attendee = tenant.People["attendee"] = await server.SomebodyAsync(email: $"attendee-{tenant.Mark}@example.org");
        var owner = tenant.People["owner"];
        tenant.Rows["ticket"] = (
            await owner.CreateAsync("ticket", Samples.Of("ticket", tenant.Mark), ("event", "event", tenant.EventId))
        ).Id();

        tenant.Rows["access-code"] = (
            await owner.CreateAsync(
                "access-code",
                Samples.Of("access-code", tenant.Mark),
                ("event", "event", tenant.EventId),
                ("marketer", "user", tenant.Rows["user"])
            )
        ).Id();
        foreach (var part in new[] { "custom-form-option", "custom-form-translate" })
            tenant.Rows[part] = (
                await owner.CreateAsync(part, Samples.Of(part, tenant.Mark), ("custom-form", "custom-form", tenant.Rows["custom-form"]))
            ).Id();

        // The owner orders, as a draft's tickets are not for sale yet; then the order is the buyer's.
        var ticket = long.Parse(tenant.Rows["ticket"], CultureInfo.InvariantCulture);
        var order = (await owner.PostAsync("/v1/orders/create-order", new { tickets = new[] { new { id = ticket, quantity = 1 } } })).Must(
            HttpStatusCode.OK
        );
        (tenant.Rows["order"], tenant.Rows["order-identifier"]) = (order.Id(), order.Attribute("identifier").GetString()!);
        tenant.Rows["attendee"] = $"{await server.SqlAsync<long>($"SELECT id FROM attendees WHERE order_id = {order.Id()}")}";
        await server.SqlAsync(
            $"UPDATE orders SET user_id = {buyer.UserId}, company = 'Firm {tenant.Mark}', city = 'Town {tenant.Mark}' WHERE id = {order.Id()}"
        );
        await server.SqlAsync(
            $"UPDATE attendees SET firstname = 'Ada {tenant.Mark}', lastname = 'Lovelace {tenant.Mark}', email = '{attendee.Email}' WHERE order_id = {order.Id()}"
        );
    }
}
