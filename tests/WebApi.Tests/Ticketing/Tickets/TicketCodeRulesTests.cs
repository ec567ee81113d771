using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The rules that a ticket shares with its codes hold whichever of them is written.</summary>
[TestFixture]
public sealed class TicketCodeRulesTests : ServerFixture
{
    private TicketedEvent _event = null!;

    [SetUp]
    public async Task StartAsync() => _event = await TicketedEvent.CreateAsync(Server);

    [Test]
    public async Task A_ticket_does_not_become_cheaper_than_its_discount()
    {
        var ticket = await _event.CreateTicketAsync(10, type: "paid", price: 40);
        var code = (await _event.CreateDiscountCodeAsync("THIRTY", 5, 30, "amount", ticket)).Id();
        await RequireRejectedAsync(ticket, new { price = 29.99m }, "price");
        await RequireRejectedAsync(ticket, new { type = "free", price = 0 }, "type");
        (await PatchAsync(ticket, new { price = 30 })).EnsureStatus(HttpStatusCode.OK);
        (await _event.Owner.DeleteAsync($"/v1/discount-codes/{code}")).EnsureStatus(HttpStatusCode.OK);
        (await PatchAsync(ticket, new { price = 10 })).EnsureStatus(HttpStatusCode.OK);
        var restored = JsonApiDocument.Of("discount-code", code, new { deleted_at = (string?)null });
        var rejected = await Server.Admin.PatchAsync($"/v1/discount-codes/{code}?get_trashed=true", restored);
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/value")));
    }

    [Test]
    public async Task A_percentage_leaves_the_price_free_to_change()
    {
        var ticket = await _event.CreateTicketAsync(10, type: "paid", price: 40);
        await _event.CreateDiscountCodeAsync("HALF", 5, 50, "percent", ticket);
        (await PatchAsync(ticket, new { price = 1 })).EnsureStatus(HttpStatusCode.OK);
        await RequireRejectedAsync(ticket, new { type = "free", price = 0 }, "type");
    }

    [Test]
    public async Task A_ticket_with_an_access_code_stays_hidden()
    {
        var ticket = await _event.CreateTicketAsync(10, hidden: true);
        var code = (await _event.CreateAccessCodeAsync("BACKSTAGE", 5, ticket)).Id();
        await RequireRejectedAsync(ticket, new { is_hidden = false }, "is-hidden");
        (await _event.Owner.DeleteAsync($"/v1/access-codes/{code}")).EnsureStatus(HttpStatusCode.OK);
        (await PatchAsync(ticket, new { is_hidden = false })).EnsureStatus(HttpStatusCode.OK);
        var restored = JsonApiDocument.Of("access-code", code, new { deleted_at = (string?)null });
        var rejected = await Server.Admin.PatchAsync($"/v1/access-codes/{code}?get_trashed=true", restored);
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Conflict), rejected.Text);
    }

    [Test]
    public async Task A_ticket_is_restored_only_with_a_price_that_the_currency_of_its_event_has()
    {
        var ticket = await _event.CreateTicketAsync(10, type: "paid", price: 40.5m);
        (await _event.Owner.DeleteAsync($"/v1/tickets/{ticket}")).EnsureStatus(HttpStatusCode.OK);
        await Server.SqlAsync($"UPDATE events SET payment_currency = 'JPY' WHERE id = {_event.EventId}");
        var restored = JsonApiDocument.Of("ticket", $"{ticket}", new { deleted_at = (string?)null });
        var url = $"/v1/tickets/{ticket}?get_trashed=true";
        var rejected = await Server.Admin.PatchAsync(url, restored);
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/price")));
        await Server.SqlAsync($"UPDATE events SET payment_currency = 'EUR' WHERE id = {_event.EventId}");
        (await Server.Admin.PatchAsync(url, restored)).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task RequireRejectedAsync(long ticket, object attributes, string name)
    {
        var rejected = await PatchAsync(ticket, attributes);
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, $"/data/attributes/{name}")));
    }

    private Task<ApiResponse> PatchAsync(long ticket, object attributes) =>
        _event.Owner.PatchAsync($"/v1/tickets/{ticket}", JsonApiDocument.Of("ticket", $"{ticket}", attributes));
}
