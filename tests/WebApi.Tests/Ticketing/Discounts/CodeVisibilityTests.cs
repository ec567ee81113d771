using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.ResourceApi;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Who can read discount and access codes (docs/reference/discount-and-access-codes.md#reading-a-code).</summary>
[TestFixture]
public sealed class CodeVisibilityTests : TicketedEventFixture
{
    private long _paid;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _paid = await TestEvent.CreateTicketAsync(100, type: "paid", price: 40);
    }

    [Test]
    public async Task Others_read_a_code_only_by_its_text()
    {
        var stranger = await Server.RegisterUserAsync();
        var code = (await TestEvent.CreateDiscountCodeAsync("Exact", 5, 10, "percent", _paid)).Id();
        foreach (var client in new[] { stranger, Server.Anonymous })
        {
            var found = (await client.GetAsync($"/v1/events/{TestEvent.EventId}/discount-codes/Exact?include=tickets")).EnsureStatus(
                HttpStatusCode.OK
            );
            Assert.That((found.Id(), found.Json.GetProperty("included").GetArrayLength()), Is.EqualTo((code, 1)));
            foreach (
                var url in new[]
                {
                    $"/v1/events/{TestEvent.EventId}/discount-codes/Exac",
                    $"/v1/events/{TestEvent.EventId}/discount-codes/Exac%25",
                    $"/v1/discount-codes/{code}",
                }
            )
                Assert.That((await client.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
            foreach (
                var url in new[]
                {
                    "/v1/discount-codes",
                    $"/v1/events/{TestEvent.EventId}/discount-codes",
                    $"/v1/tickets/{_paid}/discount-codes",
                }
            )
                Assert.That(
                    (await client.GetAsync(url)).Status,
                    Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.Unauthorized),
                    url
                );
        }

        (await TestEvent.Owner.GetAsync($"/v1/discount-codes/{code}")).EnsureStatus(HttpStatusCode.OK);
        (
            await TestEvent.Owner.PatchAsync(
                $"/v1/discount-codes/{code}",
                JsonApiDocument.Of("discount-code", code, new { is_active = false })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await stranger.GetAsync($"/v1/events/{TestEvent.EventId}/discount-codes/Exact")).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed),
            "it is not active"
        );
    }

    [Test]
    public async Task Access_code_shows_only_the_tickets_it_unlocks()
    {
        var hidden = await TestEvent.CreateTicketAsync(5, "Box one", hidden: true);
        var other = await TestEvent.CreateTicketAsync(5, "Box two", hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync("BOX1", 5, hidden)).Id();
        foreach (
            var url in new[] { $"/v1/events/{TestEvent.EventId}/access-codes/BOX1?include=tickets", $"/v1/access-codes/{code}/tickets" }
        )
        {
            var seen = (await Server.Anonymous.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text;
            Assert.That(seen, Does.Contain("Box one").And.Not.Contain("Box two"), url);
        }

        Assert.That((await Server.Anonymous.GetAsync($"/v1/tickets/{hidden}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/tickets/{other}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE access_codes SET is_active = false WHERE id = {code}");
        Assert.That((await Server.Anonymous.GetAsync($"/v1/access-codes/{code}/tickets")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Code_validity_is_checked_in_SQL_with_the_time_as_a_parameter()
    {
        var hidden = await TestEvent.CreateTicketAsync(5, hidden: true);
        var discount = (await TestEvent.CreateDiscountCodeAsync("TIMED", 5, 10, "percent", _paid)).Id();
        var access = (await TestEvent.CreateAccessCodeAsync("TIMED", 5, hidden)).Id();
        using var statements = new StatementCounter();
        foreach (
            var url in new[]
            {
                $"/v1/events/{TestEvent.EventId}/discount-codes/TIMED",
                $"/v1/events/{TestEvent.EventId}/access-codes/TIMED",
                $"/v1/discount-codes/{discount}/tickets",
                $"/v1/access-codes/{access}/tickets",
            }
        )
        {
            var first = await statements.GetAsync(Server.Anonymous, url);
            var again = await statements.GetAsync(Server.Anonymous, url);
            Assert.That((first.Answer.Status, again.Answer.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)), url);
            // The others count guesses of codes.
            var reads = first.Statements.Where(sql => sql.Contains("valid_from", StringComparison.Ordinal)).ToList();
            Assert.That(
                reads,
                Is.Not.Empty.And.All.Contains(".is_active AND ")
                    .And.All.Match(@"\.valid_from <= @\w+")
                    .And.All.Match(@"COALESCE\(\w+\.valid_till, \w+\.ends_at\) >= @\w+"),
                url
            );
            Assert.That(again.Statements, Is.EqualTo(first.Statements), "the time is a parameter, so the SQL is the same");
        }
    }

    [Test]
    public async Task Platform_discount_is_managed_by_staff_and_unique_per_event()
    {
        async Task<ApiResponse> CreatePlatformDiscountAsync(ApiClient client, string code) =>
            await client.PostAsync(
                "/v1/discount-codes",
                JsonApiDocument.Of(
                    "discount-code",
                    null,
                    new
                    {
                        code,
                        type = "percent",
                        value = 20,
                        used_for = "event",
                        is_active = true,
                        valid_from = "2020-01-01T00:00:00Z",
                    },
                    ("events", "event", TestEvent.EventId)
                )
            );
        Assert.That((await CreatePlatformDiscountAsync(TestEvent.Owner, "PLATFORM")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var given = (await CreatePlatformDiscountAsync(Server.Admin, "PLATFORM")).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await CreatePlatformDiscountAsync(Server.Admin, "SECOND")).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            (
                given.Data.GetProperty("relationships").TryGetProperty("events", out _),
                given.Data.GetProperty("relationships").TryGetProperty("tickets", out _)
            ),
            Is.EqualTo((true, false)),
            "each kind has its own schema"
        );

        var ofTickets = (await TestEvent.CreateDiscountCodeAsync("BOTH", 5, 10, "percent", _paid)).Id();
        Assert.That(
            (await Server.Admin.GetAsync($"/v1/events/{TestEvent.EventId}/discount-code")).EnsureStatus(HttpStatusCode.OK).Id(),
            Is.EqualTo(given.Id())
        );
        Assert.That(
            (await Server.Admin.GetAsync($"/v1/events/{TestEvent.EventId}/discount-codes")).Ids,
            Does.Contain(given.Id()).And.Contain(ofTickets)
        );
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/discount-codes")).Ids,
            Does.Contain(ofTickets).And.Not.Contain(given.Id()),
            "only staff see platform discounts"
        );
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/discount-code")).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            (
                await TestEvent.Owner.PatchAsync(
                    $"/v1/discount-codes/{given.Id()}",
                    JsonApiDocument.Of("discount-code", given.Id(), new { value = 100 })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [TestCase("Hackware")]
    [TestCase("hackware")]
    [TestCase("HACKWARE")]
    [TestCase(" Hackware ")]
    public async Task A_discount_code_is_found_and_unique_without_regard_to_case_and_spaces(string written)
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 40);
        await testEvent.CreateDiscountCodeAsync("Hackware", 9, 10, "percent", ticket);
        var found = await Server.Anonymous.GetAsync($"/v1/events/{testEvent.EventId}/discount-codes/{Uri.EscapeDataString(written)}");
        Assert.That(found.EnsureStatus(HttpStatusCode.OK).Attribute("code").GetString(), Is.EqualTo("Hackware"));
        var buyer = await Server.RegisterUserAsync();
        var order = await TicketedEvent.CreateOrderAsync(
            buyer,
            new { tickets = new[] { new { id = ticket, quantity = 1 } }, discount_code = written }
        );
        Assert.That(order.EnsureStatus(HttpStatusCode.OK).Attribute("amount").GetDecimal(), Is.EqualTo(36));
        Assert.That(
            async () => await testEvent.CreateDiscountCodeAsync(written, 9, 10, "percent", ticket),
            Throws.InvalidOperationException.With.Message.Contains("409")
        );
    }

    [Test]
    public async Task Access_codes_that_differ_in_case_are_two_codes()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var (first, second) = (
            await testEvent.CreateTicketAsync(10, type: "paid", price: 40, hidden: true),
            await testEvent.CreateTicketAsync(10, type: "paid", price: 50, hidden: true)
        );
        await testEvent.CreateAccessCodeAsync("Crew", 9, first);
        await testEvent.CreateAccessCodeAsync("CREW", 9, second);
        foreach (var (code, ticket) in new[] { ("Crew", first), ("CREW ", second) })
        {
            var found = await Server.Anonymous.GetAsync(
                $"/v1/events/{testEvent.EventId}/access-codes/{Uri.EscapeDataString(code)}?include=tickets"
            );
            Assert.That(
                found.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("included")[0].GetProperty("id").GetString(),
                Is.EqualTo($"{ticket}")
            );
        }

        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events/{testEvent.EventId}/access-codes/crew")).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            async () => await testEvent.CreateAccessCodeAsync("Crew ", 9, first),
            Throws.InvalidOperationException.With.Message.Contains("409")
        );
    }
}
