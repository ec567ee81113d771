using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Attendees first, then their order: hidden tickets and their codes as in a checkout (<c>spec/mission.md</c> S2, seed flow).</summary>
[TestFixture]
public sealed class PlaceOrderTests : TicketedEventFixture
{
    [Test]
    public async Task Hidden_ticket_needs_its_access_code()
    {
        var (buyer, hidden) = (await Server.RegisterUserAsync(), await TestEvent.CreateTicketAsync(10, "Secret seat", hidden: true));
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        string[] seats = [await SeatAsync(buyer, hidden), await SeatAsync(buyer, hidden)];
        Assert.That(
            (await buyer.GetAsync($"/v1/attendees/{seats[0]}/ticket")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "naming somebody tells nothing of the ticket"
        );

        var without = await OrderAsync(buyer, seats, null);
        Assert.That((without.Status, without.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/attendees/data")));
        Assert.That(without.Text, Does.Not.Contain("Secret seat"));
        var order = (await OrderAsync(buyer, seats, code)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((2, 2L)));
        Assert.That(await TestEvent.GetTakenSeatsAsync(hidden), Is.EqualTo(2));
        Assert.That((await buyer.GetAsync($"/v1/orders/{order.Id()}/access-code")).EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo(code));
        Assert.That((await buyer.GetAsync($"/v1/attendees/{seats[0]}")).Attribute("is-access-code-applied").GetBoolean(), Is.True);
        (await TicketedEvent.UpdateOrderAsync(Server.Admin, order.Id(), new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((0, 0L)), "and given back");
    }

    [Test]
    public async Task Twenty_concurrent_orders_get_five_uses()
    {
        var (buyer, hidden) = (await Server.RegisterUserAsync(), await TestEvent.CreateTicketAsync(100, hidden: true));
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        var seats = new List<string>();
        for (var i = 0; i < 20; i++)
            seats.Add(await SeatAsync(buyer, hidden));
        var answers = await Task.WhenAll(seats.Select(seat => OrderAsync(buyer, [seat], code)));
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
        var (buyer, hidden) = (await Server.RegisterUserAsync(), await TestEvent.CreateTicketAsync(10, hidden: true));
        var code = (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id();
        var seat = await SeatAsync(buyer, hidden);
        await Server.SqlAsync($"UPDATE access_codes SET {flaw} WHERE id = {code}");
        var refused = await OrderAsync(buyer, [seat], code);
        Assert.That((refused.Status, refused.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/access-code")));
        Assert.That((await TestEvent.GetTakenSeatsAsync(hidden), await TestEvent.CountUsesAsync("access", code)), Is.EqualTo((0, (0, 0L))));
    }

    [Test]
    public async Task Code_for_another_ticket_unlocks_nothing_and_the_event_team_needs_none()
    {
        var (buyer, hidden, other) = (
            await Server.RegisterUserAsync(),
            await TestEvent.CreateTicketAsync(10, hidden: true),
            await TestEvent.CreateTicketAsync(10, hidden: true)
        );
        var code = (await TestEvent.CreateAccessCodeAsync($"S{other}", 5, other)).Id();
        Assert.That(
            (await OrderAsync(buyer, [await SeatAsync(buyer, hidden)], code)).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
        var order = (await OrderAsync(TestEvent.Owner, [await SeatAsync(TestEvent.Owner, other)], code)).EnsureStatus(
            HttpStatusCode.Created
        );
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((0, 0L)));
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/orders/{order.Id()}/access-code")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "it was not needed, so it is not in the order"
        );
    }

    [Test]
    public async Task Access_code_of_an_order_cannot_be_changed()
    {
        var (buyer, hidden) = (await Server.RegisterUserAsync(), await TestEvent.CreateTicketAsync(10, hidden: true));
        var (code, other) = (
            (await TestEvent.CreateAccessCodeAsync($"S{hidden}", 5, hidden)).Id(),
            (await TestEvent.CreateAccessCodeAsync($"T{hidden}", 5, hidden)).Id()
        );
        var order = (await OrderAsync(buyer, [await SeatAsync(buyer, hidden)], code)).EnsureStatus(HttpStatusCode.Created).Id();
        foreach (var who in new[] { buyer, Server.Admin })
        {
            var refused = await who.PatchAsync(
                $"/v1/orders/{order}",
                JsonApiDocument.Of("order", order, new { }, ("access-code", "access-code", other))
            );
            Assert.That((refused.Status, refused.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/access-code/data")));
        }
    }

    private async Task<string> SeatAsync(ApiClient who, long ticket) =>
        (
            await who.CreateAsync(
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

    private Task<ApiResponse> OrderAsync(ApiClient who, IEnumerable<string> seats, string? code) =>
        who.PostAsync(
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
