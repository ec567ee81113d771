using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>The days and languages of a programme, e-mails about a session on request, and the general statistics of an event.</summary>
[TestFixture]
public sealed class SessionRoutesTests : ServerFixture
{
    private const string Numbers = "13 4 1 1 1 4 1 12 1 | accepted=1 confirmed=1 pending=2 rejected=0 total=5 | 2 1";

    private SessionTestEvent _event = null!;

    [SetUp]
    public async Task CreateEventAsync() => _event = await SessionTestEvent.CreateAsync(Server);

    [Test]
    public async Task Days_and_languages_are_those_of_accepted_and_confirmed_sessions_in_the_time_zone_of_the_event()
    {
        await Server.SqlAsync($"UPDATE events SET timezone = 'Asia/Tokyo' WHERE id = {_event.EventId}");
        await AddSessionAsync("accepted", "2099-01-01T16:00:00Z", "German");
        await AddSessionAsync("confirmed", "2099-01-01T10:00:00Z", "English");
        await AddSessionAsync("confirmed", "2099-01-01T11:00:00Z", "English");
        await AddSessionAsync("pending", "2099-01-05T10:00:00Z", "Secret");
        await AddSessionAsync("rejected", "2099-01-06T10:00:00Z", "Secret");
        var dates = (await Server.Anonymous.GetAsync($"/v1/events/{_event.EventId}/sessions/dates")).EnsureStatus(HttpStatusCode.OK);
        var languages = (await Server.Anonymous.GetAsync($"/v1/events/{_event.EventId}/sessions/languages")).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(ReadTexts(dates), Is.EqualTo(["2099-01-01", "2099-01-02"]));
        Assert.That(ReadTexts(languages), Is.EqualTo(["English", "German"]));

        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {_event.EventId}");
        foreach (var url in new[] { "dates", "languages" })
        {
            Assert.That(
                (await Server.Anonymous.GetAsync($"/v1/events/{_event.EventId}/sessions/{url}")).Status,
                Is.EqualTo(HttpStatusCode.NotFound)
            );
            (await _event.Owner.GetAsync($"/v1/events/{_event.EventId}/sessions/{url}")).EnsureStatus(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task The_team_emails_a_session_with_its_own_words()
    {
        var speaker = await Server.RegisterUserAsync();
        var creator = await Server.RegisterUserAsync();
        var (id, title) = await _event.SubmitSessionAsync(creator, "pending", await _event.CreateSpeakerAsync("Bo", speaker.Email));
        (
            await _event.Owner.PostAsync(
                $"/v1/sessions/{id}/notify",
                new
                {
                    subject = "News of {session_name}",
                    message = "Hello {speaker_name},<br/>welcome <b>to</b> {event_name} &amp; {unknown}",
                    bcc = new[] { "Copy@Example.org" },
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That(
            await Server.SqlAsync<string>(
                $"SELECT string_agg(recipient, ' ' ORDER BY recipient) FROM mails WHERE subject = 'News of {title}'"
            ),
            Is.EqualTo(string.Join(' ', new[] { "copy@example.org", creator.Email, speaker.Email }.Order(StringComparer.Ordinal)))
        );
        Assert.That(
            await Server.SqlAsync<string>($"SELECT message FROM mails WHERE subject = 'News of {title}' AND recipient = '{speaker.Email}'"),
            Does.StartWith("Hello Bo,\nwelcome to Fair & {unknown}")
        );
    }

    [Test]
    public async Task A_speaker_writes_to_themselves_only_until_the_session_is_accepted_and_sends_no_copies()
    {
        var (speaker, other) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var (id, title) = await _event.SubmitSessionAsync(
            speaker,
            "pending",
            await _event.CreateSpeakerAsync("Bo", speaker.Email),
            await _event.CreateSpeakerAsync("Cy", other.Email)
        );
        var url = $"/v1/sessions/{id}/notify";
        (await speaker.PostAsync(url, new { })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _event.GetEmailRecipientsAsync(title), Is.EqualTo([speaker.Email]));
        var copied = await speaker.PostAsync(url, new { bcc = new[] { "anyone@example.org" } });
        Assert.That((copied.Status, copied.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/bcc")));
        Assert.That((await (await Server.RegisterUserAsync()).PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("""{"subject": "SUBJECT"}""", "/subject")]
    [TestCase("""{"bcc": ["nobody"]}""", "/bcc")]
    [TestCase("""{"bcc": "nobody"}""", "/bcc")]
    public async Task A_wrong_notification_is_rejected_at_its_member(string body, string pointer)
    {
        var (id, _) = await _event.SubmitSessionAsync(_event.Owner);
        var json = JsonDocument.Parse(body.Replace("SUBJECT", new string('x', 251), StringComparison.Ordinal)).RootElement;
        var rejected = await _event.Owner.PostAsync($"/v1/sessions/{id}/notify", json);
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, pointer)));
    }

    [Test]
    public async Task Notifications_of_a_session_are_limited()
    {
        var (id, _) = await _event.SubmitSessionAsync(_event.Owner);
        for (var i = 0; i < 10; i++)
            (await _event.Owner.PostAsync($"/v1/sessions/{id}/notify", new { })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((int)(await _event.Owner.PostAsync($"/v1/sessions/{id}/notify", new { })).Status, Is.EqualTo(429));
    }

    [Test]
    public async Task General_statistics_count_what_is_not_deleted_for_the_team()
    {
        foreach (var state in new[] { "accepted", "accepted", "confirmed", "pending", "rejected", "canceled", "withdrawn" })
            await AddSessionAsync(state, "2099-01-01T10:00:00Z", "English");
        await _event.SubmitSessionAsync(_event.Owner, "draft");
        var deleted = await AddSessionAsync("accepted", "2099-01-01T10:00:00Z", "English");
        await Server.SqlAsync($"UPDATE sessions SET deleted_at = now() WHERE id = {deleted}");
        var speaker = await _event.CreateSpeakerAsync("Bo", null);
        await _event.SubmitSessionAsync(_event.Owner, "pending", speaker);
        await _event.CreateSpeakerAsync("Cy", null);
        var other = await AddSpeakersOfOtherKindsAsync();
        await TestEvents.UpdateAsync(_event.Owner, _event.EventId, new { is_sponsors_enabled = true });
        foreach (var name in new[] { "Gold", "Deleted" })
            await _event.Owner.CreateAsync("sponsor", new { name }, ("event", "event", _event.EventId));
        await Server.SqlAsync($"UPDATE sponsors SET deleted_at = now() WHERE event_id = {_event.EventId} AND name = 'Deleted'");

        var identifier = await Server.SqlAsync<string>($"SELECT identifier FROM events WHERE id = {_event.EventId}");
        foreach (var key in new[] { _event.EventId, identifier })
        {
            var statistics = (await _event.Owner.GetAsync($"/v1/events/{key}/general-statistics")).EnsureStatus(HttpStatusCode.OK);
            Assert.That(Read(statistics.Data), Is.EqualTo(Numbers));
            Assert.That(statistics.Attribute("identifier").GetString(), Is.EqualTo(identifier));
            var self = statistics.Json.GetProperty("links").GetProperty("self").GetString();
            (await _event.Owner.GetAsync(self!)).EnsureStatus(HttpStatusCode.OK);
        }

        var listed = await _event.Owner.GetAsync($"/v1/users/{_event.Owner.UserId}/events?include=general-statistics&page[size]=0");
        Assert.That(listed.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("included").EnumerateArray().Select(Read), Has.Member(Numbers));
        var all = await Server.Admin.GetAsync("/v1/events?include=general-statistics&page[size]=0");
        Assert.That(
            all.Json.GetProperty("included")
                .EnumerateArray()
                .Where(s => s.GetProperty("id").ToString() is var id && (id == _event.EventId || id == other))
                .Select(Read),
            Is.EqualTo([Numbers, "1 0 0 1 0 0 0 1 0 | accepted=0 confirmed=0 pending=0 rejected=0 total=0 | 0 0"])
        );
        var filter = """[{"name":"general-statistics","op":"has","val":{"name":"sessions","op":"gt","val":0}}]""";
        var filtered = await Server.Admin.GetAsync($"/v1/events?filter={Uri.EscapeDataString(filter)}");
        Assert.That((filtered.Status, filtered.Parameter), Is.EqualTo((HttpStatusCode.BadRequest, "filter")), filtered.Text);
        var stranger = await Server.RegisterUserAsync();
        Assert.That(
            (await stranger.GetAsync($"/v1/events/{_event.EventId}/general-statistics")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/events/{_event.EventId}?include=general-statistics"))
                .Json.GetProperty("included")
                .GetArrayLength(),
            Is.Zero
        );
    }

    /// <summary>The numbers in the order of the states' names, and those of speakers and sponsors.</summary>
    private static string Read(JsonElement statistics)
    {
        int Get(string name) => statistics.GetProperty("attributes").GetProperty(name).GetInt32();
        string[] names = ["", "-accepted", "-canceled", "-confirmed", "-draft", "-pending", "-rejected", "-submitted", "-withdrawn"];
        var speakers = statistics.GetProperty("attributes").GetProperty("speakers").EnumerateObject().Select(n => $"{n.Name}={n.Value}");
        return $"{string.Join(' ', names.Select(n => Get("sessions" + n)))} | {string.Join(' ', speakers)} | "
            + $"{Get("speaker-without-session")} {Get("sponsors")}";
    }

    /// <summary>
    /// Speakers of several sessions, of a deleted session and of a session of another event, and a deleted speaker of a session.
    /// </summary>
    /// <returns>The id of the other event.</returns>
    private async Task<string> AddSpeakersOfOtherKindsAsync()
    {
        var several = await _event.CreateSpeakerAsync("Di", null);
        foreach (var state in new[] { "Accepted", "Accepted", "Pending" })
            await SetStateAsync((await _event.SubmitSessionAsync(_event.Owner, "pending", several)).Id, state);
        var (deletedSession, _) = await _event.SubmitSessionAsync(_event.Owner, "pending", await _event.CreateSpeakerAsync("Ed", null));
        await Server.SqlAsync($"UPDATE sessions SET deleted_at = now() WHERE id = {deletedSession}");
        var deletedSpeaker = await _event.CreateSpeakerAsync("Flo", null);
        await _event.SubmitSessionAsync(_event.Owner, "pending", deletedSpeaker);
        await Server.SqlAsync($"UPDATE speakers SET deleted_at = now() WHERE id = {deletedSpeaker}");
        var other = await SessionTestEvent.CreateAsync(Server);
        var (session, _) = await other.SubmitSessionAsync(other.Owner);
        await SetStateAsync(session, "Confirmed");
        var guest = await _event.CreateSpeakerAsync("Gus", null);
        await Server.SqlAsync($"INSERT INTO session_speaker (session_id, speaker_id) VALUES ({session}, {guest})");
        return other.EventId;
    }

    private Task SetStateAsync(string session, string state) =>
        Server.SqlAsync($"UPDATE sessions SET state = '{state}' WHERE id = {session}");

    private async Task<string> AddSessionAsync(string state, string startsAt, string language)
    {
        var (id, _) = await _event.SubmitSessionAsync(_event.Owner);
        var stored = char.ToUpperInvariant(state[0]) + state[1..];
        await Server.SqlAsync($"UPDATE sessions SET state = '{stored}', starts_at = '{startsAt}', language = '{language}' WHERE id = {id}");
        return id;
    }

    private static string[] ReadTexts(ApiResponse response) => [.. response.Json.EnumerateArray().Select(t => t.GetString()!)];
}
