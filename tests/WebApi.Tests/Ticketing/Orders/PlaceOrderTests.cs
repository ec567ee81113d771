using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Orders of existing attendees: hidden tickets need access codes as in a checkout (docs/reference/orders.md#seed-flow).</summary>
[TestFixture]
public sealed class PlaceOrderTests : TicketedEventFixture
{
    [Test]
    public async Task Hidden_ticket_needs_its_access_code()
    {
        var buyer = await Server.RegisterUserAsync();
        var hidden = await TestEvent.CreateTicketAsync(10, "Secret seat", hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        string[] seats = [await CreateAttendeeAsync(buyer, hidden), await CreateAttendeeAsync(buyer, hidden)];
        Assert.That(
            (await buyer.GetAsync($"/v1/attendees/{seats[0]}/ticket")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "an attendee does not reveal a hidden ticket"
        );

        var without = await PlaceOrderAsync(buyer, seats, null);
        Assert.That((without.Status, without.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/attendees/data")));
        Assert.That(without.Text, Does.Not.Contain("Secret seat"));
        var order = (await PlaceOrderAsync(buyer, seats, code)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((2, 2L)));
        Assert.That(await TestEvent.GetTakenSeatsAsync(hidden), Is.EqualTo(2));
        Assert.That((await buyer.GetAsync($"/v1/orders/{order.Id()}/access-code")).EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo(code));
        Assert.That((await buyer.GetAsync($"/v1/attendees/{seats[0]}")).Attribute("is-access-code-applied").GetBoolean(), Is.True);
        (await TicketedEvent.UpdateOrderAsync(Server.Admin, order.Id(), new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((0, 0L)), "uses are returned");
    }

    [Test]
    public async Task Twenty_concurrent_orders_get_five_uses()
    {
        var buyer = await Server.RegisterUserAsync();
        var hidden = await TestEvent.CreateTicketAsync(100, hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        var seats = new List<string>();
        for (var i = 0; i < 20; i++)
            seats.Add(await CreateAttendeeAsync(buyer, hidden));
        var answers = await Task.WhenAll(seats.Select(seat => PlaceOrderAsync(buyer, [seat], code)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(5));
        Assert.That(
            answers.Where(a => a.Status != HttpStatusCode.Created),
            Is.All.Matches<ApiResponse>(a => a is { Status: HttpStatusCode.Conflict, Pointer: "/data/relationships/access-code" })
        );
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((5, 5L)));
        Assert.That(await TestEvent.GetTakenSeatsAsync(hidden), Is.EqualTo(5));
    }

    [TestCase("is_active = false")]
    [TestCase("valid_from = now() + interval '1 day'")]
    [TestCase("valid_till = now() - interval '1 day'")]
    [TestCase("min_quantity = 2")]
    [TestCase("max_quantity = 0")]
    public async Task Invalid_code_unlocks_nothing(string flaw)
    {
        var buyer = await Server.RegisterUserAsync();
        var hidden = await TestEvent.CreateTicketAsync(10, hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        var seat = await CreateAttendeeAsync(buyer, hidden);
        await Server.SqlAsync($"UPDATE access_codes SET {flaw} WHERE id = {code}");
        var rejected = await PlaceOrderAsync(buyer, [seat], code);
        Assert.That(
            (rejected.Status, rejected.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/access-code"))
        );
        Assert.That((await TestEvent.GetTakenSeatsAsync(hidden), await TestEvent.CountUsesAsync("access", code)), Is.EqualTo((0, (0, 0L))));
    }

    [Test]
    public async Task Code_for_another_ticket_unlocks_nothing_and_the_event_team_needs_none()
    {
        var buyer = await Server.RegisterUserAsync();
        var hidden = await TestEvent.CreateTicketAsync(10, hidden: true);
        var other = await TestEvent.CreateTicketAsync(10, hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync($"S{other}", 5, other)).Id();
        Assert.That(
            (await PlaceOrderAsync(buyer, [await CreateAttendeeAsync(buyer, hidden)], code)).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
        var order = (await PlaceOrderAsync(TestEvent.Owner, [await CreateAttendeeAsync(TestEvent.Owner, other)], code)).EnsureStatus(
            HttpStatusCode.Created
        );
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((0, 0L)));
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/orders/{order.Id()}/access-code")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "the code was not needed, so the order does not have it"
        );
    }

    [Test]
    public async Task Access_code_of_an_order_cannot_be_changed()
    {
        var buyer = await Server.RegisterUserAsync();
        var hidden = await TestEvent.CreateTicketAsync(10, hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        var other = (await TestEvent.CreateAccessCodeAsync($"T{hidden}", 5, hidden)).Id();
        var order = (await PlaceOrderAsync(buyer, [await CreateAttendeeAsync(buyer, hidden)], code))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        foreach (var client in new[] { buyer, Server.Admin })
        {
            var rejected = await client.PatchAsync(
                $"/v1/orders/{order}",
                JsonApiDocument.Of("order", order, new { }, ("access-code", "access-code", other))
            );
            Assert.That(
                (rejected.Status, rejected.Pointer),
                Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/access-code/data"))
            );
        }
    }

    private async Task<string> CreateAttendeeAsync(ApiClient client, long ticket) =>
        (
            await client.CreateAsync(
                "attendee",
                new
                {
                    firstname = "Ann",
                    lastname = "Lee",
                    email = "ann@example.org",
                },
                ("event", "event", TestEvent.EventId),
                ("ticket", "ticket", $"{ticket}")
            )
        ).Id();

    private Task<ApiResponse> PlaceOrderAsync(ApiClient client, IEnumerable<string> seats, string? code) =>
        client.PostAsync(
            "/v1/orders",
            JsonApiDocument.Of(
                "order",
                null,
                new { },
                [
                    ("event", "event", TestEvent.EventId),
                    .. seats.Select(s => ("attendees", "attendee", s)),
                    .. code is null ? Array.Empty<(string, string, string)>() : [("access-code", "access-code", code)],
                ]
            )
        );
}
