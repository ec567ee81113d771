using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Engine;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Tags, taxes, fees and both kinds of codes over HTTP (<c>spec/mission.md</c> S4).</summary>
[TestFixture]
public sealed class CodeResourcesTests : BoxOfficeFixture
{
    private long _paid;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _paid = await Office.TicketAsync(100, type: "paid", price: 40);
    }

    [Test]
    public async Task By_the_events_url_its_team_changes_and_deletes_a_code_and_its_tax_and_nobody_else_does()
    {
        var (office, stranger) = (await BoxOffice.OpenAsync(Server, "By its event"), await Server.SomebodyAsync());
        var at = $"/v1/events/{office.EventId}";
        var ticket = await office.TicketAsync(10, type: "paid", price: 10);
        (string Url, string Type, string Id, object Change)[] rows =
        [
            (
                $"{at}/discount-codes/HALF",
                "discount-code",
                (await office.DiscountAsync("HALF", 5, 50, "percent", ticket)).Id(),
                new { value = 25 }
            ),
            (
                $"{at}/access-codes/OPEN",
                "access-code",
                (await office.AccessAsync("OPEN", 5, await office.TicketAsync(10, hidden: true))).Id(),
                new { min_quantity = 1 }
            ),
            (
                $"{at}/tax",
                "tax",
                (await office.Owner.CreateAsync("tax", new { name = "VAT", rate = 20 }, ("event", "event", office.EventId))).Id(),
                new { rate = 19 }
            ),
        ];
        foreach (var (url, type, id, change) in rows)
        {
            foreach (var who in new[] { stranger, Server.Anonymous })
            {
                var no = who == stranger ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized;
                Assert.That(
                    ((await who.PatchAsync(url, Document.Of(type, id, change))).Status, (await who.DeleteAsync(url)).Status),
                    Is.EqualTo((no, no)).Or.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)),
                    $"{url} {who.UserId}"
                );
            }

            Assert.That((await office.Owner.PatchAsync(url, Document.Of(type, id, change))).Must(HttpStatusCode.OK).Id(), Is.EqualTo(id));
            (await office.Owner.DeleteAsync(url)).Must(HttpStatusCode.OK);
            Assert.That((await office.Owner.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        var platforms = (
            await Server.Admin.CreateAsync(
                "discount-code",
                new
                {
                    code = $"P{office.EventId}",
                    type = "percent",
                    value = 50,
                    used_for = "event",
                    is_active = true,
                    valid_from = "2020-01-01T00:00:00Z",
                },
                ("events", "event", office.EventId)
            )
        ).Must(HttpStatusCode.Created).Id();
        Assert.That(
            (await office.Owner.DeleteAsync($"{at}/discount-code")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "the platform's discount is staff's"
        );
        Assert.That(
            (await Server.Admin.PatchAsync($"{at}/discount-code", Document.Of("discount-code", platforms, new { value = 10 })))
                .Must(HttpStatusCode.OK)
                .Attribute("value")
                .GetDecimal(),
            Is.EqualTo(10)
        );
    }

    [Test]
    public async Task Strangers_read_a_code_by_its_exact_text_only()
    {
        var stranger = await Server.SomebodyAsync();
        var code = (await Office.DiscountAsync("Exact", 5, 10, "percent", _paid)).Id();
        foreach (var who in new[] { stranger, Server.Anonymous })
        {
            var found = (await who.GetAsync($"/v1/events/{Office.EventId}/discount-codes/Exact?include=tickets")).Must(HttpStatusCode.OK);
            Assert.That((found.Id(), found.Json.GetProperty("included").GetArrayLength()), Is.EqualTo((code, 1)));
            foreach (
                var url in new[]
                {
                    $"/v1/events/{Office.EventId}/discount-codes/exact",
                    $"/v1/events/{Office.EventId}/discount-codes/Exac%25",
                    $"/v1/discount-codes/{code}",
                }
            )
                Assert.That((await who.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
            foreach (
                var url in new[]
                {
                    "/v1/discount-codes",
                    $"/v1/events/{Office.EventId}/discount-codes",
                    $"/v1/tickets/{_paid}/discount-codes",
                }
            )
                Assert.That(
                    (await who.GetAsync(url)).Status,
                    Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.Unauthorized),
                    url
                );
        }

        (await Office.Owner.GetAsync($"/v1/discount-codes/{code}")).Must(HttpStatusCode.OK);
        (await Office.Owner.PatchAsync($"/v1/discount-codes/{code}", Document.Of("discount-code", code, new { is_active = false }))).Must(
            HttpStatusCode.OK
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/events/{Office.EventId}/discount-codes/Exact")).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed),
            "it is not active"
        );
    }

    [Test]
    public async Task An_access_code_shows_the_tickets_that_it_opens_and_no_others()
    {
        var (hidden, other) = (await Office.TicketAsync(5, "Box one", hidden: true), await Office.TicketAsync(5, "Box two", hidden: true));
        var code = (await Office.AccessAsync("BOX1", 5, hidden)).Id();
        foreach (var url in new[] { $"/v1/events/{Office.EventId}/access-codes/BOX1?include=tickets", $"/v1/access-codes/{code}/tickets" })
        {
            var seen = (await Server.Anonymous.GetAsync(url)).Must(HttpStatusCode.OK).Text;
            Assert.That(seen, Does.Contain("Box one").And.Not.Contain("Box two"), url);
        }

        Assert.That((await Server.Anonymous.GetAsync($"/v1/tickets/{hidden}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/tickets/{other}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE access_codes SET is_active = false WHERE id = {code}");
        Assert.That((await Server.Anonymous.GetAsync($"/v1/access-codes/{code}/tickets")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Whether_a_code_is_good_is_asked_in_the_statement_that_finds_it_and_the_time_is_a_parameter()
    {
        var hidden = await Office.TicketAsync(5, hidden: true);
        var (discount, access) = (
            (await Office.DiscountAsync("TIMED", 5, 10, "percent", _paid)).Id(),
            (await Office.AccessAsync("TIMED", 5, hidden)).Id()
        );
        using var statements = new Statements();
        foreach (
            var url in new[]
            {
                $"/v1/events/{Office.EventId}/discount-codes/TIMED",
                $"/v1/events/{Office.EventId}/access-codes/TIMED",
                $"/v1/discount-codes/{discount}/tickets",
                $"/v1/access-codes/{access}/tickets",
            }
        )
        {
            var (first, again) = (await statements.OfAsync(Server.Anonymous, url), await statements.OfAsync(Server.Anonymous, url));
            Assert.That((first.Answer.Status, again.Answer.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)), url);
            Assert.That(
                first.Statements,
                Has.All.Contains(".is_active AND ")
                    .And.All.Match(@"\.valid_from <= @\w+")
                    .And.All.Match(@"COALESCE\(\w+\.valid_till, \w+\.ends_at\) >= @\w+"),
                url
            );
            Assert.That(again.Statements, Is.EqualTo(first.Statements), "another time is no new plan");
        }
    }

    [Test]
    public async Task The_platforms_discount_is_staffs_and_one_for_each_event()
    {
        async Task<Answer> GiveAsync(Client who, string code) =>
            await who.PostAsync(
                "/v1/discount-codes",
                Document.Of(
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
                    ("events", "event", Office.EventId)
                )
            );
        Assert.That((await GiveAsync(Office.Owner, "PLATFORM")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var given = (await GiveAsync(Server.Admin, "PLATFORM")).Must(HttpStatusCode.Created);
        Assert.That((await GiveAsync(Server.Admin, "SECOND")).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            (
                given.Data.GetProperty("relationships").TryGetProperty("events", out _),
                given.Data.GetProperty("relationships").TryGetProperty("tickets", out _)
            ),
            Is.EqualTo((true, false)),
            "each kind has its own schema"
        );

        var ofTickets = (await Office.DiscountAsync("BOTH", 5, 10, "percent", _paid)).Id();
        Assert.That(
            (await Server.Admin.GetAsync($"/v1/events/{Office.EventId}/discount-code")).Must(HttpStatusCode.OK).Id(),
            Is.EqualTo(given.Id())
        );
        Assert.That(
            (await Server.Admin.GetAsync($"/v1/events/{Office.EventId}/discount-codes")).Ids,
            Does.Contain(given.Id()).And.Contain(ofTickets)
        );
        Assert.That(
            (await Office.Owner.GetAsync($"/v1/events/{Office.EventId}/discount-codes")).Ids,
            Does.Contain(ofTickets).And.Not.Contain(given.Id()),
            "the event kind is shown to staff only"
        );
        Assert.That(
            (await Office.Owner.GetAsync($"/v1/events/{Office.EventId}/discount-code")).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            (
                await Office.Owner.PatchAsync(
                    $"/v1/discount-codes/{given.Id()}",
                    Document.Of("discount-code", given.Id(), new { value = 100 })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    public async Task What_a_code_is_for_never_changes()
    {
        var code = (await Office.DiscountAsync("FIXED", 5, 10, "percent", _paid)).Id();
        var refused = await Server.Admin.PatchAsync(
            $"/v1/discount-codes/{code}",
            Document.Of("discount-code", code, new { used_for = "event" })
        );
        Assert.That((refused.Status, refused.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/used-for")));
        (await Office.Owner.PatchAsync($"/v1/discount-codes/{code}", Document.Of("discount-code", code, new { used_for = "ticket" }))).Must(
            HttpStatusCode.OK
        );
        Assert.That(
            (
                await Office.Owner.PostAsync(
                    "/v1/discount-codes",
                    Document.Of(
                        "discount-code",
                        null,
                        new
                        {
                            code = "X",
                            type = "percent",
                            value = 1,
                            used_for = "lunch",
                        },
                        ("event", "event", Office.EventId)
                    )
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
    }

    [Test]
    public async Task A_code_is_once_in_its_event_without_case_and_again_when_it_is_gone()
    {
        var first = (await Office.DiscountAsync("Once", 5, 10, "percent", _paid)).Id();
        Task<Answer> AgainAsync() =>
            Office.Owner.PostAsync(
                "/v1/discount-codes",
                Document.Of(
                    "discount-code",
                    null,
                    new
                    {
                        code = " ONCE ",
                        type = "percent",
                        value = 1,
                        used_for = "ticket",
                    },
                    ("event", "event", Office.EventId)
                )
            );
        Assert.That(
            ((await AgainAsync()).Status, (await AgainAsync()).Pointer),
            Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/code"))
        );
        var other = (await Office.DiscountAsync("Other", 5, 10, "percent", _paid)).Id();
        Assert.That(
            (
                await Office.Owner.PatchAsync($"/v1/discount-codes/{other}", Document.Of("discount-code", other, new { code = "once" }))
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict),
            "renaming is no way around"
        );
        (await Office.Owner.DeleteAsync($"/v1/discount-codes/{first}")).Must(HttpStatusCode.OK);
        (await AgainAsync()).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task Codes_and_tags_are_linked_to_fitting_tickets_of_their_own_event_from_either_end()
    {
        var elsewhere = await BoxOffice.OpenAsync(Server, "Elsewhere");
        var (foreign, free, open) = (
            await elsewhere.TicketAsync(5, type: "paid", price: 50),
            await Office.TicketAsync(5),
            await Office.TicketAsync(5, type: "paid", price: 5)
        );
        var fifty = (await Office.DiscountAsync("FIFTY", 5, 30, "amount", _paid)).Id();
        var access = (await Office.AccessAsync("HIDDENONLY", 5)).Id();
        var tag = (
            await Office.Owner.CreateAsync(
                "ticket-tag",
                new { name = "Tag" },
                ("event", "event", Office.EventId),
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
            "it costs less than that"
        );
        Assert.That(
            await LinkAsync($"/v1/discount-codes/{fifty}/relationships/tickets", "ticket", foreign),
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "it is another event's"
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
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
        Assert.That(
            await LinkAsync(
                $"/v1/tickets/{open}/relationships/ticket-tags",
                "ticket-tag",
                long.Parse(tag, System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.EqualTo(HttpStatusCode.OK),
            "the control"
        );
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/ticket-tags/{tag}/tickets")).Ids,
            Is.EquivalentTo<string>([$"{_paid}", $"{open}"])
        );

        async Task<HttpStatusCode> LinkAsync(string url, string type, long id) =>
            (await Office.Owner.PostAsync(url, new { data = new[] { new { type, id = $"{id}" } } })).Status;
    }

    [Test]
    public async Task A_role_at_another_event_gives_no_right_to_this_ones_codes()
    {
        var other = (await BoxOffice.OpenAsync(Server, "Neighbour")).Owner;
        var code = (await Office.DiscountAsync("MINE", 5, 10, "percent", _paid)).Id();
        Assert.That(
            (await other.PatchAsync($"/v1/discount-codes/{code}", Document.Of("discount-code", code, new { value = 99 }))).Status,
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
    public async Task Unused_codes_are_removed_at_once_and_used_ones_stay()
    {
        var office = await BoxOffice.OpenAsync(Server, "Tidy");
        var ticket = await office.TicketAsync(10, type: "paid", price: 40);
        var (used, unused) = (
            (await office.DiscountAsync("USED", 5, 10, "percent", ticket)).Id(),
            (await office.DiscountAsync("UNUSED", 5, 10, "percent", ticket)).Id()
        );
        (
            await BoxOffice.BuyAsync(
                await Server.SomebodyAsync(),
                new { tickets = new[] { new { id = ticket, quantity = 1 } }, discount_code = used }
            )
        ).Must(HttpStatusCode.OK);
        Assert.That(
            (await Server.Anonymous.DeleteAsync($"/v1/events/{office.EventId}/discount-codes/delete-unused")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        var answer = (await office.Owner.DeleteAsync($"/v1/events/{office.EventId}/discount-codes/delete-unused")).Must(HttpStatusCode.OK);
        Assert.That(
            (answer.Json.GetProperty("success").GetBoolean(), answer.Json.GetProperty("deletes").GetInt32()),
            Is.EqualTo((true, 1))
        );
        Assert.That(
            (await office.Owner.GetAsync($"/v1/events/{office.EventId}/discount-codes")).Ids,
            Is.EqualTo<string[]>([used]).And.Not.Contain(unused)
        );
    }

    [Test]
    public async Task An_event_that_charges_tax_has_one_and_visitors_see_little_of_it()
    {
        var office = await BoxOffice.OpenAsync(Server, "Taxing");
        Task<Answer> AddAsync() =>
            office.Owner.PostAsync(
                "/v1/taxes",
                Document.Of(
                    "tax",
                    null,
                    new
                    {
                        name = "VAT",
                        rate = 19,
                        tax_id = "DE1",
                        registered_company = "Firm",
                    },
                    ("event", "event", office.EventId)
                )
            );
        var tax = (await AddAsync()).Must(HttpStatusCode.Created).Id();
        Assert.That((await AddAsync()).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var seen = (await Server.Anonymous.GetAsync($"/v1/events/{office.EventId}/tax")).Must(HttpStatusCode.OK).Text;
        Assert.That(seen, Does.Contain("VAT").And.Contain("19").And.Not.Contain("DE1").And.Not.Contain("Firm"));
        Assert.That((await office.Owner.GetAsync($"/v1/taxes/{tax}")).Text, Does.Contain("DE1"));
        (await office.Owner.PatchAsync($"/v1/taxes/{tax}", Document.Of("tax", tax, new { name = "GST" }))).Must(HttpStatusCode.OK);
        Assert.That(
            (await office.Owner.GetAsync($"/v1/taxes/{tax}")).Attribute("rate").GetDecimal(),
            Is.EqualTo(19),
            "what is not sent stays"
        );
        (await office.Owner.DeleteAsync($"/v1/taxes/{tax}")).Must(HttpStatusCode.OK);
        (
            await office.Owner.PatchAsync(
                $"/v1/events/{office.EventId}",
                Document.Of("event", office.EventId, new { is_tax_enabled = false })
            )
        ).Must(HttpStatusCode.OK);
        Assert.That((await AddAsync()).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Fees_are_staffs_and_one_for_each_currency_and_country()
    {
        var fee = new
        {
            currency = "SEK",
            country = "SE",
            service_fee = 3,
        };
        Assert.That(
            (await Office.Owner.PostAsync("/v1/ticket-fees", Document.Of("ticket-fee", null, fee))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await Office.Owner.GetAsync("/v1/ticket-fees")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await Server.Admin.CreateAsync("ticket-fee", fee);
        Assert.That(
            (await Server.Admin.PostAsync("/v1/ticket-fees", Document.Of("ticket-fee", null, fee))).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
    }

    [Test]
    public async Task A_new_event_asks_its_attendees_for_their_address()
    {
        var asked = (await Office.Owner.GetAsync($"/v1/events/{Office.EventId}/custom-forms")).Data[0].GetProperty("attributes");
        Assert.That(
            (
                asked.GetProperty("field-identifier").GetString(),
                asked.GetProperty("is-required").GetBoolean(),
                asked.GetProperty("is-fixed").GetBoolean()
            ),
            Is.EqualTo(("email", true, true))
        );
    }
}
