using System.Net;
using System.Xml.Linq;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>The calendar of an event: <c>/v1/events/{id}.ics</c>.</summary>
public sealed class EventCalendarTests : ServerFixture
{
    private ApiClient _owner = null!;
    private ApiClient _visitor = null!;
    private string _eventId = "";
    private string _identifier = "";

    [OneTimeSetUp]
    public async Task CreateEventAsync()
    {
        _owner = await Server.RegisterUserAsync();
        _visitor = await Server.RegisterUserAsync();
        var made = await _owner.CreateAsync("event", TestEvents.Attributes("Fair", "published"));
        (_eventId, _identifier) = (made.Id(), made.Attribute("identifier").GetString()!);
        await Server.SqlAsync(
            $"""
            UPDATE events SET is_sessions_speakers_enabled = true, description = '<p>All &amp; everyone</p>' WHERE id = {_eventId};
            INSERT INTO speakers (event_id, name, email, is_email_overridden, is_featured)
            VALUES ({_eventId}, 'Ada', '{_visitor.Email}', false, false);
            """
        );
        foreach (var (title, state) in new[] { ("Own", "Confirmed"), ("Other", "Accepted"), ("Rejected", "Rejected") })
        {
            var id = (await _owner.CreateAsync("session", new { title }, ("event", "event", _eventId))).Id();
            await Server.SqlAsync(
                $"UPDATE sessions SET state = '{state}', starts_at = '2099-01-01T11:00:00Z', ends_at = '2099-01-01T12:00:00Z' "
                    + $"WHERE id = {id}"
            );
            if (title != "Other")
                await Server.SqlAsync(
                    $"INSERT INTO session_speaker (session_id, speaker_id) SELECT {id}, id FROM speakers WHERE event_id = {_eventId}"
                );
        }
    }

    [Test]
    public async Task An_address_reads_the_calendar_of_an_event_60_times_a_minute_and_may_read_others_then()
    {
        var events = new List<string>();
        foreach (var name in new[] { "Read", "Unread" })
            events.Add((await _owner.CreateAsync("event", TestEvents.Attributes(name, "published"))).Id());
        for (var i = 0; i < 60; i++)
            (await ReadAsync(events[0])).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ReadAsync(events[0])).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        (await ReadAsync(events[1])).EnsureStatus(HttpStatusCode.OK);

        Task<ApiResponse> ReadAsync(string id) =>
            Server.Anonymous.GetAsync($"/v1/events/{id}.ics?include_sessions=true", ("Accept", "*/*"));
    }

    [Test]
    public async Task A_public_schedule_has_a_limited_number_of_sessions_and_the_team_exports_more()
    {
        var id = (await _owner.CreateAsync("event", TestEvents.Attributes("Crowded", "published"))).Id();
        await TestEvents.UpdateAsync(_owner, id, new { schedule_published_on = "2030-01-01T00:00:00Z" });
        await AddSessionsAsync(2_000);
        foreach (var kind in new[] { "xcal", "pentabarf" })
            (await Server.Anonymous.GetAsync($"/v1/events/{id}/schedule/{kind}", ("Accept", "*/*"))).EnsureStatus(HttpStatusCode.OK);
        await AddSessionsAsync(1);
        foreach (var kind in new[] { "xcal", "pentabarf" })
        {
            var rejected = await Server.Anonymous.GetAsync($"/v1/events/{id}/schedule/{kind}", ("Accept", "*/*"));
            Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.BadRequest), kind);
            Assert.That(rejected.Text, Does.Contain($"/export/{kind}"));
        }

        var export = await Server.ExportAsync(_owner, HttpMethod.Get, $"/v1/events/{id}/export/pentabarf");
        Assert.That(export.Text.Split("<event ").Length - 1, Is.EqualTo(2_001));

        Task<int> AddSessionsAsync(int count) =>
            Server.SqlAsync(
                "INSERT INTO sessions (event_id, title, state, starts_at, ends_at, created_at, last_modified_at, is_locked, is_mail_sent) "
                    + $"SELECT {id}, 'x', 'Accepted', '2099-01-01T11:00:00Z', '2099-01-01T12:00:00Z', now(), now(), false, false "
                    + $"FROM generate_series(1, {count})"
            );
    }

    [Test]
    public async Task The_sessions_of_a_schedule_stand_in_the_order_of_day_room_and_start()
    {
        var id = (await _owner.CreateAsync("event", TestEvents.Attributes("Ordered", "published"))).Id();
        await TestEvents.UpdateAsync(_owner, id, new { is_sessions_speakers_enabled = true });
        var rooms = new Dictionary<string, string>();
        foreach (var name in new[] { "B", "A" })
            rooms[name] = (await _owner.CreateAsync("microlocation", new { name }, ("event", "event", id))).Id();
        foreach (var (title, room, start) in new[] { ("c", "B", "02T09"), ("b", "B", "01T09"), ("a", "A", "01T10"), ("d", "B", "02T10") })
        {
            var session = (await _owner.CreateAsync("session", new { title }, ("event", "event", id))).Id();
            await Server.SqlAsync(
                $"UPDATE sessions SET state = 'Accepted', microlocation_id = {rooms[room]}, starts_at = '2099-01-{start}:00:00Z', "
                    + $"ends_at = '2099-01-{start}:30:00Z' WHERE id = {session}"
            );
        }

        var export = await Server.ExportAsync(_owner, HttpMethod.Get, $"/v1/events/{id}/export/pentabarf");
        var xml = XDocument.Load(new MemoryStream(export.Bytes));
        Assert.That(xml.Descendants("event").Select(e => e.Element("title")!.Value), Is.EqualTo(["a", "b", "c", "d"]));
        Assert.That(xml.Descendants("room").Select(r => (string?)r.Attribute("name")).OfType<string>(), Is.EqualTo(["A", "B", "B"]));
        Assert.That(xml.Descendants("day"), Has.Exactly(2).Items);
    }

    [Test]
    public async Task The_event_has_the_URLs_of_its_schedule_while_it_is_published()
    {
        var id = (await _owner.CreateAsync("event", TestEvents.Attributes("Plan", "published"))).Id();
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{id}/schedule/xcal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await TestEvents.UpdateAsync(_owner, id, new { schedule_published_on = "2030-01-01T00:00:00Z" });
        var published = await Server.Anonymous.GetAsync($"/v1/events/{id}");
        foreach (var name in new[] { "ical-url", "xcal-url", "pentabarf-url" })
        {
            var path = new Uri(published.Attribute(name).GetString()!).PathAndQuery;
            (await Server.Anonymous.GetAsync(path, ("Accept", "*/*"))).EnsureStatus(HttpStatusCode.OK);
        }

        await TestEvents.UpdateAsync(_owner, id, new { schedule_published_on = (string?)null });
        Assert.That(
            (await _owner.GetAsync($"/v1/events/{id}")).Attribute("xcal-url").ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
    }

    [TestCase("", "Fair")]
    [TestCase("?include_sessions", "Fair", "Own", "Other")]
    [TestCase("?include_sessions=true&my_schedule=false", "Fair", "Own", "Other")]
    public async Task Everyone_gets_the_event_and_its_public_schedule(string query, params string[] titles)
    {
        foreach (var key in new[] { _eventId, _identifier })
        {
            var answer = (await Server.Anonymous.GetAsync($"/v1/events/{key}.ics{query}")).EnsureStatus(HttpStatusCode.OK);
            Assert.That(answer.ContentHeaders.ContentType!.MediaType, Is.EqualTo("text/calendar"));
            Assert.That(Titles(answer), Is.EquivalentTo(titles));
        }
    }

    [Test]
    public async Task A_signed_in_user_gets_their_favourite_sessions()
    {
        var session = await Server.SqlAsync<long>($"SELECT id FROM sessions WHERE event_id = {_eventId} AND title = 'Other'");
        await _visitor.CreateAsync("user-favourite-session", new { }, ("session", "session", $"{session}"));
        var answer = await _visitor.GetAsync($"/v1/events/{_eventId}.ics?include_sessions&my_schedule&user_id=1");
        Assert.That(Titles(answer), Is.EquivalentTo(["Fair", "Other"]));
        Assert.That(Titles(await _owner.GetAsync($"/v1/events/{_eventId}.ics?include_sessions&my_schedule")), Is.EquivalentTo(["Fair"]));
        Assert.That(Titles(await _visitor.GetAsync($"/v1/events/{_eventId}.ics?my_schedule")), Is.EquivalentTo(["Fair"]));
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events/{_eventId}.ics?my_schedule")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task A_calendar_has_at_most_2000_sessions()
    {
        var id = await TestEvents.CreateAsync(_owner);
        await Server.SqlAsync(
            $"""
            UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {id};
            INSERT INTO sessions (event_id, title, state, starts_at, ends_at, level, is_mail_sent, is_locked, last_modified_at, created_at)
            SELECT {id}, 'S', 'Confirmed', '2099-01-01T11:00:00Z', '2099-01-01T12:00:00Z', NULL, false, false, now(), now()
            FROM generate_series(1, 2001)
            """
        );
        var answer = await Server.Anonymous.GetAsync($"/v1/events/{id}.ics?include_sessions");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Detail, Does.Contain("Start the export"));
        (await Server.Anonymous.GetAsync($"/v1/events/{id}.ics")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Caches_keep_the_calendar_of_visitors_only()
    {
        var answer = await Server.Anonymous.GetAsync($"/v1/events/{_eventId}.ics");
        Assert.That((answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.MaxAge), Is.EqualTo((true, TimeSpan.FromMinutes(1))));
        Assert.That((await _owner.GetAsync($"/v1/events/{_eventId}.ics")).Headers.CacheControl?.Public, Is.Not.True);
    }

    [Test]
    public async Task A_deleted_room_and_track_are_not_shown()
    {
        var e = ("event", "event", await TestEvents.CreateAsync(_owner));
        await Server.SqlAsync($"UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {e.Item3}");
        var room = (await _owner.CreateAsync("microlocation", new { name = "Old room" }, e)).Id();
        var track = (await _owner.CreateAsync("track", new { name = "Old track", color = "#fff" }, e)).Id();
        var session = await _owner.CreateAsync(
            "session",
            new { title = "Talk" },
            e,
            ("microlocation", "microlocation", room),
            ("track", "track", track)
        );
        await Server.SqlAsync(
            $"UPDATE sessions SET state = 'Confirmed', starts_at = '2099-01-01T11:00:00Z', ends_at = '2099-01-01T12:00:00Z' "
                + $"WHERE id = {session.Id()}"
        );
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{e.Item3}.ics?include_sessions")).Text, Does.Contain("Old room"));
        (await _owner.DeleteAsync($"/v1/microlocations/{room}")).EnsureStatus(HttpStatusCode.OK);
        (await _owner.DeleteAsync($"/v1/tracks/{track}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events/{e.Item3}.ics?include_sessions")).Text,
            Does.Contain("Talk").And.Not.Contain("Old")
        );
        var pentabarf = await Server.ExportAsync(_owner, HttpMethod.Get, $"/v1/events/{e.Item3}/export/pentabarf");
        Assert.That(pentabarf.Text, Does.Contain("Talk").And.Not.Contain("Old"));
    }

    [Test]
    public async Task A_download_is_an_attachment()
    {
        var answer = await Server.Anonymous.GetAsync($"/v1/events/{_eventId}.ics?download");
        Assert.That(answer.ContentHeaders.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        var entry = Ical.Net.Calendar.Load(answer.Text)!.Events.Single()!;
        Assert.That((entry.Description, entry.Uid), Is.EqualTo(("All & everyone", $"event@{_identifier}")));
    }

    [Test]
    public async Task A_draft_is_for_its_team()
    {
        var draft = await TestEvents.CreateAsync(_owner, "draft");
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{draft}.ics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _visitor.GetAsync($"/v1/events/{draft}.ics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{draft}.ics")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.Anonymous.GetAsync("/v1/events/none.ics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static IEnumerable<string?> Titles(ApiResponse answer) =>
        Ical.Net.Calendar.Load(answer.EnsureStatus(HttpStatusCode.OK).Text)!.Events.Select(e => e.Summary);
}
