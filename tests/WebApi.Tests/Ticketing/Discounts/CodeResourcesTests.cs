using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Discount and access codes as resources (docs/reference/discount-and-access-codes.md).</summary>
[TestFixture]
public sealed class CodeResourcesTests : TicketedEventFixture
{
    private long _paid;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _paid = await TestEvent.CreateTicketAsync(100, type: "paid", price: 40);
    }

    [Test]
    public async Task Only_the_event_team_updates_and_deletes_codes_and_tax_by_the_event_url()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "By its event");
        var stranger = await Server.RegisterUserAsync();
        var at = $"/v1/events/{testEvent.EventId}";
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 10);
        (string Url, string Type, string Id, object Change)[] rows =
        [
            (
                $"{at}/discount-codes/HALF",
                "discount-code",
                (await testEvent.CreateDiscountCodeAsync("HALF", 5, 50, "percent", ticket)).Id(),
                new { value = 25 }
            ),
            (
                $"{at}/access-codes/OPEN",
                "access-code",
                (await testEvent.CreateAccessCodeAsync("OPEN", 5, await testEvent.CreateTicketAsync(10, hidden: true))).Id(),
                new { min_quantity = 1 }
            ),
            (
                $"{at}/tax",
                "tax",
                (await testEvent.Owner.CreateAsync("tax", new { name = "VAT", rate = 20 }, ("event", "event", testEvent.EventId))).Id(),
                new { rate = 19 }
            ),
        ];
        foreach (var (url, type, id, change) in rows)
        {
            foreach (var client in new[] { stranger, Server.Anonymous })
            {
                var status = client == stranger ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized;
                Assert.That(
                    ((await client.PatchAsync(url, JsonApiDocument.Of(type, id, change))).Status, (await client.DeleteAsync(url)).Status),
                    Is.EqualTo((status, status)).Or.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)),
                    $"{url} {client.UserId}"
                );
            }

            Assert.That(
                (await testEvent.Owner.PatchAsync(url, JsonApiDocument.Of(type, id, change))).EnsureStatus(HttpStatusCode.OK).Id(),
                Is.EqualTo(id)
            );
            (await testEvent.Owner.DeleteAsync(url)).EnsureStatus(HttpStatusCode.OK);
            Assert.That((await testEvent.Owner.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        var platforms = (
            await Server.Admin.CreateAsync(
                "discount-code",
                new
                {
                    code = $"P{testEvent.EventId}",
                    type = "percent",
                    value = 50,
                    used_for = "event",
                    is_active = true,
                    valid_from = "2020-01-01T00:00:00Z",
                },
                ("events", "event", testEvent.EventId)
            )
        ).EnsureStatus(HttpStatusCode.Created).Id();
        Assert.That(
            (await testEvent.Owner.DeleteAsync($"{at}/discount-code")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "only staff delete the platform's discount"
        );
        Assert.That(
            (await Server.Admin.PatchAsync($"{at}/discount-code", JsonApiDocument.Of("discount-code", platforms, new { value = 10 })))
                .EnsureStatus(HttpStatusCode.OK)
                .Attribute("value")
                .GetDecimal(),
            Is.EqualTo(10)
        );
    }

    [Test]
    public async Task The_kind_of_a_discount_code_cannot_be_changed()
    {
        var code = (await TestEvent.CreateDiscountCodeAsync("FIXED", 5, 10, "percent", _paid)).Id();
        var rejected = await Server.Admin.PatchAsync(
            $"/v1/discount-codes/{code}",
            JsonApiDocument.Of("discount-code", code, new { used_for = "event" })
        );
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/used-for")));
        (
            await TestEvent.Owner.PatchAsync(
                $"/v1/discount-codes/{code}",
                JsonApiDocument.Of("discount-code", code, new { used_for = "ticket" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (
                await TestEvent.Owner.PostAsync(
                    "/v1/discount-codes",
                    JsonApiDocument.Of(
                        "discount-code",
                        null,
                        new
                        {
                            code = "X",
                            type = "percent",
                            value = 1,
                            used_for = "lunch",
                        },
                        ("event", "event", TestEvent.EventId)
                    )
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
    }

    [Test]
    public async Task Code_is_unique_per_event_ignoring_case_and_reusable_after_deletion()
    {
        var first = (await TestEvent.CreateDiscountCodeAsync("Once", 5, 10, "percent", _paid)).Id();
        Task<ApiResponse> CreateDuplicateAsync() =>
            TestEvent.Owner.PostAsync(
                "/v1/discount-codes",
                JsonApiDocument.Of(
                    "discount-code",
                    null,
                    new
                    {
                        code = " ONCE ",
                        type = "percent",
                        value = 1,
                        used_for = "ticket",
                    },
                    ("event", "event", TestEvent.EventId)
                )
            );
        Assert.That(
            ((await CreateDuplicateAsync()).Status, (await CreateDuplicateAsync()).Pointer),
            Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/code"))
        );
        var other = (await TestEvent.CreateDiscountCodeAsync("Other", 5, 10, "percent", _paid)).Id();
        Assert.That(
            (
                await TestEvent.Owner.PatchAsync(
                    $"/v1/discount-codes/{other}",
                    JsonApiDocument.Of("discount-code", other, new { code = "once" })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict),
            "renaming cannot create a duplicate either"
        );
        (await TestEvent.Owner.DeleteAsync($"/v1/discount-codes/{first}")).EnsureStatus(HttpStatusCode.OK);
        (await CreateDuplicateAsync()).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Codes_and_tags_link_only_to_suitable_tickets_of_their_event()
    {
        var elsewhere = await TicketedEvent.CreateAsync(Server, "Elsewhere");
        var foreign = await elsewhere.CreateTicketAsync(5, type: "paid", price: 50);
        var free = await TestEvent.CreateTicketAsync(5);
        var open = await TestEvent.CreateTicketAsync(5, type: "paid", price: 5);
        var fifty = (await TestEvent.CreateDiscountCodeAsync("FIFTY", 5, 30, "amount", _paid)).Id();
        var access = (await TestEvent.CreateAccessCodeAsync("HIDDENONLY", 5)).Id();
        var tag = (
            await TestEvent.Owner.CreateAsync(
                "ticket-tag",
                new { name = "Tag" },
                ("event", "event", TestEvent.EventId),
                ("tickets", "ticket", $"{_paid}")
            )
        ).Id();

        Assert.That(
            await LinkAsync($"/v1/discount-codes/{fifty}/relationships/tickets", "ticket", free),
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "it is free"
        );
        Assert.That(
            await LinkAsync($"/v1/discount-codes/{fifty}/relationships/tickets", "ticket", open),
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "it costs less than the discount"
        );
        Assert.That(
            await LinkAsync($"/v1/discount-codes/{fifty}/relationships/tickets", "ticket", foreign),
            Is.EqualTo(HttpStatusCode.Forbidden),
            "it belongs to the event of another team"
        );
        Assert.That(
            await LinkAsync(
                $"/v1/tickets/{free}/relationships/discount-codes",
                "discount-code",
                long.Parse(fifty, System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
        Assert.That(
            await LinkAsync($"/v1/access-codes/{access}/relationships/tickets", "ticket", open),
            Is.EqualTo(HttpStatusCode.Conflict),
            "it is not hidden"
        );
        Assert.That(
            await LinkAsync($"/v1/ticket-tags/{tag}/relationships/tickets", "ticket", foreign),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            await LinkAsync(
                $"/v1/tickets/{open}/relationships/ticket-tags",
                "ticket-tag",
                long.Parse(tag, System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.EqualTo(HttpStatusCode.OK),
            "a valid link"
        );
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/ticket-tags/{tag}/tickets")).Ids,
            Is.EquivalentTo<string>([$"{_paid}", $"{open}"])
        );

        async Task<HttpStatusCode> LinkAsync(string url, string type, long id) =>
            (await TestEvent.Owner.PostAsync(url, new { data = new[] { new { type, id = $"{id}" } } })).Status;
    }

    [Test]
    public async Task Role_at_another_event_gives_no_access_to_codes()
    {
        var other = (await TicketedEvent.CreateAsync(Server, "Neighbour")).Owner;
        var code = (await TestEvent.CreateDiscountCodeAsync("MINE", 5, 10, "percent", _paid)).Id();
        Assert.That(
            (await other.PatchAsync($"/v1/discount-codes/{code}", JsonApiDocument.Of("discount-code", code, new { value = 99 }))).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await other.DeleteAsync($"/v1/discount-codes/{code}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await other.PostAsync($"/v1/discount-codes/{code}/relationships/tickets", new { data = Array.Empty<object>() })).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            (await Server.Anonymous.PatchAsync($"/v1/discount-codes/{code}/relationships/marketer", new { data = (object?)null })).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task Bulk_delete_removes_unused_codes_only()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Tidy");
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 40);
        var used = (await testEvent.CreateDiscountCodeAsync("USED", 5, 10, "percent", ticket)).Id();
        var unused = (await testEvent.CreateDiscountCodeAsync("UNUSED", 5, 10, "percent", ticket)).Id();
        (
            await TicketedEvent.CreateOrderAsync(
                await Server.RegisterUserAsync(),
                new { tickets = new[] { new { id = ticket, quantity = 1 } }, discount_code = used }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await Server.Anonymous.DeleteAsync($"/v1/events/{testEvent.EventId}/discount-codes/delete-unused")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        var answer = (await testEvent.Owner.DeleteAsync($"/v1/events/{testEvent.EventId}/discount-codes/delete-unused")).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(
            (answer.Json.GetProperty("success").GetBoolean(), answer.Json.GetProperty("deletes").GetInt32()),
            Is.EqualTo((true, 1))
        );
        Assert.That(
            (await testEvent.Owner.GetAsync($"/v1/events/{testEvent.EventId}/discount-codes")).Ids,
            Is.EqualTo<string[]>([used]).And.Not.Contain(unused)
        );
    }
}
