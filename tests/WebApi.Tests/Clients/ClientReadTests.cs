using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>Read requests exactly as the frontend and the apps send them (docs/reference/client-expectations.md).</summary>
[TestFixture]
public sealed class ClientReadTests
{
    private string _event = "",
        _identifier = "",
        _ticket = "",
        _order = "",
        _orderId = "";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _identifier = (await GetOkAsync(Anonymous, $"/v1/events/{_event}")).Attribute("identifier").GetString()!;
        _ticket = (
            await Owner.CreateAsync(
                "ticket",
                new
                {
                    name = "Seat",
                    type = "free",
                    quantity = 50,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2099-01-01T00:00:00Z",
                    min_order = 1,
                    max_order = 5,
                },
                ("event", "event", _event)
            )
        ).Id();
        var order = (
            await OtherUser.PostAsync("/v1/orders/create-order", $$"""{"tickets":[{"id":{{_ticket}},"quantity":2}]}""")
        ).EnsureStatus(HttpStatusCode.OK);
        _order = order.Attribute("identifier").GetString()!;
        _orderId = order.Id();
    }

    [Test]
    public async Task Events_and_orders_are_addressed_by_identifier_and_patched_with_the_numeric_id()
    {
        (await Owner.PatchAsync($"/v1/events/{_identifier}", JsonApiDocument.Of("event", _event, new { owner_name = "Us" }))).EnsureStatus(
            HttpStatusCode.OK
        );
        (await OtherUser.PatchAsync($"/v1/orders/{_order}", JsonApiDocument.Of("order", _orderId, new { city = "Berlin" }))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That((await GetOkAsync(OtherUser, $"/v1/orders/{_order}")).Attribute("city").GetString(), Is.EqualTo("Berlin"));
        Assert.That(
            (
                await Owner.PatchAsync($"/v1/events/{_identifier}", JsonApiDocument.Of("event", _identifier, new { owner_name = "Us" }))
            ).Status,
            Is.EqualTo(HttpStatusCode.BadRequest)
        );
    }

    [Test]
    public async Task Related_links_are_paths_and_can_be_followed()
    {
        var order = await GetOkAsync(OtherUser, $"/v1/orders/{_order}");
        var related = order
            .Data.GetProperty("relationships")
            .EnumerateObject()
            .ToDictionary(r => r.Name, r => r.Value.GetProperty("links").GetProperty("related").GetString()!);
        Assert.That(related.Values, Is.All.StartsWith("/v1/orders/"));
        Assert.That((await GetOkAsync(OtherUser, related["attendees"])).Ids.Count(), Is.EqualTo(2));
        Assert.That((await GetOkAsync(OtherUser, related["event"])).Id(), Is.EqualTo(_event));
    }

    [TestCase("faq-type")]
    public async Task Related_url_of_an_empty_to_one_relationship_is_404_with_an_error(string name)
    {
        var answer = await Anonymous.GetAsync($"/v1/faqs/{await CreateFaqAsync(_event, "untyped")}/{name}");
        Assert.That((answer.Status, answer.Detail), Is.EqualTo((HttpStatusCode.NotFound, answer.Detail)).And.Not.Null);
    }

    // The frontend's home page, its search, and the attendee app's list.
    [TestCase(
        """[{"name":"state","op":"eq","val":"published"},"""
            + """{"or":[{"name":"starts-at","op":"ge","val":"2020-01-01T00:00:00.000Z"},"""
            + """{"and":[{"name":"starts-at","op":"le","val":"2020-01-01T00:00:00.000Z"},"""
            + """{"name":"ends-at","op":"gt","val":"2020-01-01T00:00:00.000Z"}]}]},"""
            + """{"name":"privacy","op":"eq","val":"public"},{"or":[]}]"""
    )]
    [TestCase("""[{"name":"location-name","op":"ilike","val":"%Hall%"},{"name":"ends-at","op":"ge","val":"%2020-01-01T10:30%"}]""")]
    [TestCase("""[{"and":[{"name":"deleted_at","op":"eq","val":null},{"name":"is_featured","op":"eq","val":"false"}]}]""")]
    [TestCase(
        """[{"name":"tickets","op":"any","val":{"and":[{"name":"price","op":"ge","val":"0"},"""
            + """{"name":"is-hidden","op":"eq","val":"false"}]}}]"""
    )]
    [TestCase("""[{"name":"starts-at","op":"ilike","val":"%2099-05-01T09:00%"}]""")]
    [TestCase("""[{"name":"event-topic","op":"has","val":{"or":[]}},{"or":[]}]""")]
    public async Task Filters_that_clients_send_are_accepted(string filter) =>
        Assert.That(
            (
                await Anonymous.GetAsync(
                    $"/v1/events?{Filter(filter)}&include=event-topic,event-sub-topic,event-type,speakers-call&page[size]=0"
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );

    [Test]
    public async Task Lists_are_sorted_by_snake_case_keys_of_relations()
    {
        Assert.That(
            (await GetOkAsync(OtherUser, $"/v1/users/{OtherUser.UserId}/orders?sort=-event.starts_at,created_at&page[size]=0")).Ids,
            Does.Contain(_orderId)
        );
        Assert.That(
            (
                await GetOkAsync(Owner, $"/v1/events/{_identifier}/attendees?sort=order.completed_at,-id&include=order,ticket&page[size]=0")
            ).Ids,
            Is.Ordered.Descending
        );
        foreach (
            var list in (string[])
                ["/v1/events", $"/v1/events/{_event}/tickets", $"/v1/orders/{_order}/attendees", $"/v1/users/{OtherUser.UserId}/orders"]
        )
            Assert.That((await GetOkAsync(OtherUser, list)).Json.GetProperty("meta").GetProperty("count").GetInt32(), Is.Positive, list);
    }

    [Test]
    public async Task An_empty_in_filter_matches_nothing() =>
        Assert.That((await GetOkAsync(Anonymous, $"/v1/events?{Filter("""[{"name":"id","op":"in","val":[]}]""")}")).Ids, Is.Empty);

    [TestCase("public=true")]
    [TestCase("cache=true&upcoming=true&per_page=5&q=x&_=1")]
    public async Task Unknown_query_keys_are_ignored(string query) =>
        Assert.That((await GetOkAsync(Anonymous, $"/v1/events/{_event}/tickets?{query}")).Ids, Is.EqualTo((string[])[_ticket]));

    [TestCase("2031-02-03T04:05:06.789Z", "2031-02-03T04:05:06.789000+00:00")]
    [TestCase("2031-02-03T04:05:06Z", "2031-02-03T04:05:06+00:00")]
    [TestCase("2031-02-03T04:05:06", "2031-02-03T04:05:06+00:00")]
    [TestCase("2031-02-03T06:05:06+02:00", "2031-02-03T04:05:06+00:00")]
    public async Task Dates_are_iso_8601_with_or_without_fraction_and_offset(string sent, string read) =>
        Assert.That(
            (await Owner.PatchAsync($"/v1/events/{_event}", JsonApiDocument.Of("event", _event, new { schedule_published_on = sent })))
                .EnsureStatus(HttpStatusCode.OK)
                .Attribute("schedule-published-on")
                .GetString(),
            Is.EqualTo(read)
        );
}
