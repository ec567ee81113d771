using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

public class UpcomingEventsTests : ServerFixture
{
    private ApiClient _owner = null!;
    private string _type = "",
        _topic = "",
        _subTopic = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _owner = await Server.RegisterUserAsync();
        _type = (await Server.Admin.CreateAsync("event-type", new { name = "Fair" })).Id();
        _topic = (await Server.Admin.CreateAsync("event-topic", new { name = "Science" })).Id();
        _subTopic = (
            await Server.Admin.CreateAsync("event-sub-topic", new { name = "Physics" }, ("event-topic", "event-topic", _topic))
        ).Id();
    }

    [Test]
    public async Task A_complete_event_is_listed() => Assert.That(await IsShownAsync(await CreateCompleteEventAsync()), Is.True);

    [TestCase("events", "state = 'draft'")]
    [TestCase("events", "privacy = 'private'")]
    [TestCase("events", "starts_at = '2000-01-01Z'")]
    [TestCase("events", "is_demoted = true")]
    [TestCase("events", "original_image_url = NULL")]
    [TestCase("events", "logo_url = NULL")]
    [TestCase("events", "event_type_id = NULL")]
    [TestCase("events", "event_topic_id = NULL")]
    [TestCase("events", "event_sub_topic_id = NULL")]
    [TestCase("events", "deleted_at = now()")]
    [TestCase("tickets", "is_hidden = true")]
    [TestCase("tickets", "sales_ends_at = '2001-01-01Z'")]
    [TestCase("tickets", "sales_starts_at = '2098-01-01Z'")]
    [TestCase("tickets", "deleted_at = now()")]
    [TestCase("social_links", "name = 'blog'")]
    [TestCase("social_links", "deleted_at = now()")]
    public async Task An_incomplete_event_is_not_listed(string table, string change)
    {
        var id = await CreateCompleteEventAsync();
        await Server.SqlAsync($"UPDATE {table} SET {change} WHERE {(table == "events" ? "id" : "event_id")} = {id}");
        Assert.That(await IsShownAsync(id), Is.False);
    }

    [Test]
    public async Task A_sold_out_event_is_not_listed()
    {
        var id = await CreateCompleteEventAsync();
        await Server.SqlAsync(
            $"UPDATE ticket_seats SET taken = quantity WHERE ticket_id IN (SELECT id FROM tickets WHERE event_id = {id})"
        );
        Assert.That(await IsShownAsync(id), Is.False);
    }

    [Test]
    public async Task A_promoted_event_is_listed_even_if_incomplete_unless_it_is_past_or_a_draft()
    {
        var id = await TestEvents.CreateAsync(_owner);
        Assert.That(await IsShownAsync(id), Is.False);
        await TestEvents.UpdateAsync(Server.Admin, id, new { is_promoted = true });
        Assert.That(await IsShownAsync(id), Is.True);
        await Server.SqlAsync($"UPDATE events SET starts_at = '2000-01-01Z' WHERE id = {id}");
        Assert.That(await IsShownAsync(id), Is.False);
    }

    private async Task<bool> IsShownAsync(string id) =>
        (await Server.Anonymous.GetAsync("/v1/events/upcoming?sort=starts-at&page[size]=0")).Ids.Contains(id);

    private async Task<string> CreateCompleteEventAsync()
    {
        var attributes = new
        {
            name = "Fair",
            starts_at = "2099-01-01T10:00:00Z",
            ends_at = "2099-01-02T10:00:00Z",
            timezone = "UTC",
            state = "published",
            original_image_url = "https://example.org/image.png",
            logo_url = "https://example.org/logo.png",
        };
        var id = (
            await _owner.CreateAsync(
                "event",
                attributes,
                ("event-type", "event-type", _type),
                ("event-topic", "event-topic", _topic),
                ("event-sub-topic", "event-sub-topic", _subTopic)
            )
        ).Id();
        await _owner.CreateAsync("social-link", new { name = "Twitter", link = "https://twitter.com/fair" }, ("event", "event", id));
        await _owner.CreateAsync(
            "ticket",
            new
            {
                name = "Seat",
                type = "free",
                quantity = 5,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2098-12-01T00:00:00Z",
            },
            ("event", "event", id)
        );
        return id;
    }
}
