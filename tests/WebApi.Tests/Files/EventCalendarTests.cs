using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Files;

/// <summary>The calendar of an event: <c>/v1/events/{id}.ics</c>.</summary>
public sealed class EventCalendarTests : ServerFixture
{
    private ApiClient _owner = null!;
    private ApiClient _speaker = null!;
    private string _eventId = "";
    private string _identifier = "";

    [OneTimeSetUp]
    public async Task CreateEventAsync()
    {
        _owner = await Server.RegisterUserAsync();
        _speaker = await Server.RegisterUserAsync();
        var made = await _owner.CreateAsync("event", TestEvents.Attributes("Fair", "published"));
        (_eventId, _identifier) = (made.Id(), made.Attribute("identifier").GetString()!);
        await Server.SqlAsync(
            $"""
            UPDATE events SET is_sessions_speakers_enabled = true, description = '<p>All &amp; everyone</p>' WHERE id = {_eventId};
            INSERT INTO speakers (event_id, name, email, is_email_overridden, is_featured)
            VALUES ({_eventId}, 'Ada', '{_speaker.Email}', false, false);
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
    public async Task A_signed_in_user_gets_their_own_schedule()
    {
        var answer = await _speaker.GetAsync($"/v1/events/{_eventId}.ics?include_sessions&my_schedule&user_id=1");
        Assert.That(Titles(answer), Is.EquivalentTo(["Fair", "Own"]));
        Assert.That(Titles(await _owner.GetAsync($"/v1/events/{_eventId}.ics?my_schedule")), Is.EquivalentTo(["Fair"]));
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events/{_eventId}.ics?my_schedule")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
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
        Assert.That((await _speaker.GetAsync($"/v1/events/{draft}.ics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{draft}.ics")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.Anonymous.GetAsync("/v1/events/none.ics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static IEnumerable<string?> Titles(ApiResponse answer) =>
        Ical.Net.Calendar.Load(answer.EnsureStatus(HttpStatusCode.OK).Text)!.Events.Select(e => e.Summary);
}
