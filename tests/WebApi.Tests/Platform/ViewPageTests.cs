using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>What links in e-mails show where there is no web frontend, and to whom.</summary>
[TestFixture]
public sealed class ViewPageTests : ServerFixture
{
    private const string Password = OpenEventServer.Password;
    private const string Markup = "Fair <b>&</b> \"Co\"";

    private TicketedEvent _event = null!;
    private ApiClient _stranger = null!;

    [OneTimeSetUp]
    public async Task CreateEventAsync()
    {
        _event = await TicketedEvent.CreateAsync(Server, Markup);
        _stranger = await Server.RegisterUserAsync();
    }

    [Test]
    public async Task Everyone_sees_a_published_event_and_its_name_never_becomes_markup()
    {
        await _event.CreateTicketAsync(5, "<i>VIP</i>");
        foreach (var url in new[] { $"/e/{_event.EventId}", "/" })
            Assert.That(await Server.GetPageAsync(url), Does.Contain("Fair &lt;b&gt;&amp;&lt;/b&gt;").And.Not.Contain("<b>"));
        Assert.That(await Server.GetPageAsync($"/e/{_event.EventId}"), Does.Contain("&lt;i&gt;VIP").And.Contain("Hall 4"));
    }

    [Test]
    public async Task A_link_that_runs_a_script_is_no_link()
    {
        await Server.SqlAsync($"UPDATE events SET external_event_url = 'javascript:alert(1)' WHERE id = {_event.EventId}");
        var page = await Server.GetPageAsync($"/e/{_event.EventId}");
        Assert.That(page, Does.Contain("javascript:alert(1)").And.Not.Contain("href=\"javascript"));
        await Server.SqlAsync($"UPDATE events SET external_event_url = 'https://fair.example' WHERE id = {_event.EventId}");
        Assert.That(await Server.GetPageAsync($"/e/{_event.EventId}"), Does.Contain("href=\"https://fair.example\""), "a control");
    }

    [Test]
    public async Task A_draft_is_shown_to_its_team_only()
    {
        var owner = await Server.RegisterUserAsync();
        var draft = (
            await owner.CreateAsync(
                "event",
                new
                {
                    name = "Secret",
                    starts_at = "2099-01-01T10:00:00Z",
                    ends_at = "2099-01-02T10:00:00Z",
                    timezone = "UTC",
                }
            )
        ).Id();
        Assert.That((await Server.Anonymous.GetAsync($"/e/{draft}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Server.GetPageAsync("/"), Does.Not.Contain("Secret"));
        Assert.That(await Server.GetPageAsync($"/events/{draft}"), Does.Not.Contain("Secret"), "the form says nothing");
        Assert.That((await OpenAsync($"/events/{draft}", owner)).Html, Does.Contain("Secret"));
        Assert.That((await OpenAsync($"/events/{draft}", _stranger)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("/events/{0}")]
    [TestCase("/events/{0}/tickets")]
    [TestCase("/events/{0}/sessions/all")]
    [TestCase("/events/{0}/export")]
    public async Task The_pages_of_the_team_are_for_the_team(string path)
    {
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, _event.EventId);
        Assert.That((await OpenAsync(url, _event.Owner)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await OpenAsync(url, _stranger)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.SubmitAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task An_order_is_shown_to_its_buyer_and_each_attendee_sees_their_own_ticket()
    {
        var (buyer, guest) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var order = await TicketedEvent.CheckoutAsync(buyer, await _event.CreateTicketAsync(10), "other@example.org", guest.Email);
        await Server.SqlAsync($"UPDATE attendees SET firstname = 'Guest' || id WHERE order_id = {order.Id()}");
        var identifier = await Server.SqlAsync<string>($"SELECT identifier FROM orders WHERE id = {order.Id()}");
        var url = $"/orders/{identifier}/view";
        Assert.That(await Server.GetPageAsync(url), Does.Not.Contain("Fair"));
        Assert.That(CountTickets((await OpenAsync(url, buyer)).Html), Is.EqualTo(2));
        Assert.That(CountTickets((await OpenAsync(url, guest)).Html), Is.EqualTo(1));
        Assert.That((await OpenAsync(url, _stranger)).Status, Is.EqualTo(HttpStatusCode.NotFound));

        static int CountTickets(string html) => html.Split("Guest").Length - 1;
    }

    [Test]
    public async Task People_see_their_own_sessions()
    {
        var author = await Server.RegisterUserAsync();
        await Server.SqlAsync($"UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {_event.EventId}");
        await author.CreateAsync("session", new { title = "Gears & Cogs", state = "pending" }, ("event", "event", _event.EventId));
        Assert.That((await OpenAsync("/my-sessions", author)).Html, Does.Contain("Gears &amp; Cogs").And.Contain("pending"));
        Assert.That((await OpenAsync("/my-sessions", _stranger)).Html, Does.Not.Contain("Gears"));
        Assert.That((await OpenAsync($"/events/{_event.EventId}/sessions/all", _event.Owner)).Html, Does.Contain("Gears &amp; Cogs"));
    }

    [Test]
    public async Task A_moderator_opens_their_video_stream()
    {
        var moderator = await Server.RegisterUserAsync();
        var stream = (
            await _event.Owner.CreateAsync(
                "video-stream",
                new { name = "Main stage", url = "https://video.example.org/main" },
                ("event", "event", _event.EventId)
            )
        ).Id();
        await _event.Owner.CreateAsync("video-stream-moderator", new { email = moderator.Email }, ("video-stream", "video-stream", stream));
        var url = $"/e/x/video/main/{stream}";
        Assert.That((await OpenAsync(url, moderator)).Html, Does.Contain("href=\"https://video.example.org/main\""));
        Assert.That((await OpenAsync(url, _stranger)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_page_of_a_group_lists_public_events_only()
    {
        var group = await TestGroup.CreateAsync(Server);
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner, name: "Hidden evening");
        await Server.SqlAsync($"UPDATE events SET group_id = {group.Id} WHERE id = {id}");
        Assert.That(await Server.GetPageAsync($"/g/{group.Id}"), Does.Contain("Hidden evening"));
        await Server.SqlAsync($"UPDATE events SET privacy = 'private' WHERE id = {id}");
        Assert.That(await Server.GetPageAsync($"/g/{group.Id}"), Does.Not.Contain("Hidden evening"));
    }

    [Test]
    public async Task A_follower_stops_following_a_group_on_its_page()
    {
        var group = await TestGroup.CreateAsync(Server);
        var (one, two) = (await group.AddFollowerAsync(), await group.AddFollowerAsync());
        var page = await Server.GetPageAsync($"/g/{group.Id}");
        Assert.That(page, Does.Contain("Chess evenings"));
        Assert.That(
            (await Server.SubmitFormAsync(page, ("email", one.Email), ("password", Password))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
        Assert.That(
            await Server.SqlAsync<long>($"SELECT sum(user_id)::bigint FROM user_follow_groups WHERE group_id = {group.Id}"),
            Is.EqualTo(two.UserId)
        );
    }

    [Test]
    public async Task An_invoice_is_shown_to_the_user_who_owes_it()
    {
        await Server.SqlAsync(
            $"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period,
                event_id, user_id, issued_at, due_at, created_at)
            VALUES ('209901U-000001', 'due', 12.5, 'EUR', 100, 5, 0, 0, 0, '2099-01-01', {_event.EventId}, {_event.Owner.UserId},
                now(), now(), now())
            """
        );
        var url = "/event-invoice/209901U-000001/review";
        Assert.That((await OpenAsync(url, _event.Owner)).Html, Does.Contain("EUR 12.50"));
        Assert.That((await OpenAsync(url, _stranger)).Html, Does.Not.Contain("12.50"));
    }

    private Task<(HttpStatusCode Status, string Html)> OpenAsync(string url, ApiClient person) =>
        Server.SubmitAsync(url, ("email", person.Email), ("password", Password));
}
