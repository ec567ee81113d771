using System.Net;
using System.Text;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Platform.SamplePictures;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Imports of iCalendar and Pentabarf files: all or nothing, and without doubles (docs/export-and-import.md).</summary>
public sealed partial class ScheduleImportTests : ServerFixture
{
    private ApiClient _user = null!;

    [OneTimeSetUp]
    public async Task RegisterAsync() => _user = await Server.RegisterUserAsync();

    [Test]
    public async Task A_calendar_becomes_a_draft_event_and_a_second_import_changes_its_sessions()
    {
        var first = Calendar(
            Entry("a1", "Opening\\, all", "LOCATION:Hall 1", "CATEGORIES:Tools,Other", "DESCRIPTION:1 < 2\\nend"),
            Entry("a2", "Closing")
        );
        var id = await ImportAsync(_user, "ical", first);
        var e = (await _user.GetAsync($"/v1/events/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(e.Attribute("name").GetString(), Is.EqualTo("Fair 2099"));
        Assert.That(e.Attribute("state").GetString(), Is.EqualTo("draft"));
        Assert.That(e.Attribute("timezone").GetString(), Is.EqualTo("Europe/Berlin"));
        var again = await ImportAsync(_user, "ical", Calendar(Entry("a2", "Farewell"), Entry("a3", "Party"), Entry("a1", "Opening")));
        Assert.That(again, Is.EqualTo(id));
        var sessions = (await _user.GetAsync($"/v1/events/{id}/sessions?sort=title")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(Titles(sessions), Is.EqualTo(["Farewell", "Opening", "Party"]));
        var opening = sessions.Data[1].GetProperty("attributes");
        Assert.That(opening.GetProperty("starts-at").GetString(), Does.StartWith("2099-05-01T07:00:00"), "09:00 in Berlin");
        Assert.That((await _user.GetAsync($"/v1/events/{id}/microlocations")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task The_team_imports_into_an_event_and_others_do_not()
    {
        var id = await ImportAsync(_user, "ical", Calendar(Entry("target", "One")));
        Assert.That(await ImportAsync(_user, $"ical?event={id}", Calendar(Entry("b2", "Two"))), Is.EqualTo(id));
        Assert.That((await _user.GetAsync($"/v1/events/{id}/sessions")).Ids, Has.Exactly(2).Items);
        var stranger = await Server.RegisterUserAsync();
        Assert.That(
            (await PostAsync(stranger, $"ical?event={id}", Calendar(Entry("b3", "Three")))).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(await ImportAsync(stranger, "ical", Calendar(Entry("target", "One"))), Is.Not.EqualTo(id), "the sessions of others");
        await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE identifier = '{id}'");
        var rejected = await PostAsync(stranger, $"ical?event={id}", Calendar(Entry("b3", "Three")));
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Our_own_exports_are_imported_without_doubles()
    {
        var id = await ImportAsync(_user, "pentabarf", Pentabarf(Talk("1", "Talk", persons: "<person id=\"5\">Ada</person>")));
        foreach (var kind in new[] { "pentabarf", "ical" })
        {
            var export = await Server.ExportAsync(_user, HttpMethod.Get, $"/v1/events/{id}/export/{kind}");
            Assert.That(await ImportAsync(_user, kind, export.Bytes), Is.EqualTo(id));
        }

        Assert.That(Titles(await _user.GetAsync($"/v1/events/{id}/sessions")), Is.EqualTo(["Talk"]));
        Assert.That((await _user.GetAsync($"/v1/events/{id}/speakers")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task What_a_calendar_does_not_have_stays_in_its_session()
    {
        const string Texts = "<subtitle>Sub</subtitle><abstract>Short</abstract><description>Long</description>";
        var talk = Talk("1", "Talk", "<person>Ada</person>").Replace("<track>", $"{Texts}<track>", StringComparison.Ordinal);
        var id = await ImportAsync(_user, "pentabarf", Pentabarf(talk));
        await Server.SqlAsync("UPDATE sessions SET short_abstract = '<p><b>Short</b></p>' WHERE subtitle = 'Sub'");
        var before = await StateAsync();
        var export = await Server.ExportAsync(_user, HttpMethod.Get, $"/v1/events/{id}/export/ical");
        Assert.That(export.Text, Does.Contain("Ada"), "the description has the names of the speakers");
        Assert.That(await ImportAsync(_user, "ical", export.Bytes), Is.EqualTo(id));
        Assert.That(await StateAsync(), Is.EqualTo(before));
        var session = await Server.SqlAsync<long>("SELECT id FROM sessions WHERE subtitle = 'Sub'");
        await ImportAsync(_user, "ical", Calendar(Entry($"session-{session}@{id}", "New title")));
        Assert.That(await StateAsync(), Is.EqualTo(before.Replace("Talk", "New title", StringComparison.Ordinal)));

        Task<string> StateAsync() =>
            Server.SqlAsync<string>(
                "SELECT concat_ws('|', title, subtitle, short_abstract, long_abstract, language, track_id, session_type_id, "
                    + "microlocation_id) FROM sessions WHERE subtitle = 'Sub'"
            );
    }

    [Test]
    public async Task A_session_without_a_room_gets_none_from_our_own_calendar()
    {
        var id = await ImportAsync(_user, "ical", Calendar(Entry("no-room", "One")));
        await Server.SqlAsync($"UPDATE events SET location_name = 'Town hall' WHERE identifier = '{id}'");
        var export = await Server.ExportAsync(_user, HttpMethod.Get, $"/v1/events/{id}/export/ical");
        Assert.That(export.Text, Does.Contain("LOCATION:Town hall"));
        await ImportAsync(_user, "ical", export.Bytes);
        Assert.That((await _user.GetAsync($"/v1/events/{id}/microlocations")).Ids, Is.Empty);
    }

    [Test]
    public async Task Two_entries_about_the_same_session_are_rejected()
    {
        var id = await ImportAsync(_user, "ical", Calendar(Entry("own", "One")));
        var session = await Server.SqlAsync<long>("SELECT id FROM sessions WHERE import_uid = 'own'");
        var both = Calendar(Entry("own", "Two"), Entry($"session-{session}@{id}", "Three"));
        Assert.That(Places(await FailAsync($"ical?event={id}", both)), Is.EqualTo(["/ical/1/uid"]));
        await ImportAsync(_user, $"ical?event={id}", Calendar(Entry($"session-00{session}@{id}", "Four")));
        Assert.That(Titles(await _user.GetAsync($"/v1/events/{id}/sessions?sort=title")), Is.EqualTo(["Four", "One"]), "no id has zeros");
    }

    [Test]
    public async Task An_event_with_very_many_sessions_gets_no_more()
    {
        var id = await ImportAsync(_user, "ical", Calendar(Entry("many", "One")));
        await Server.SqlAsync(
            "INSERT INTO sessions (event_id, title, state, created_at, last_modified_at, is_locked, is_mail_sent) "
                + "SELECT event_id, 'x', 'Draft', now(), now(), false, false FROM sessions, generate_series(1, 9999) "
                + "WHERE import_uid = 'many'"
        );
        Assert.That(await FailAsync($"ical?event={id}", Calendar(Entry("more", "Two"))), Does.Contain("more than 10000 sessions"));
        await ImportAsync(_user, $"ical?event={id}", Calendar(Entry("many", "Changed")));
    }

    [Test]
    public async Task A_schedule_becomes_sessions_with_rooms_tracks_types_and_speakers()
    {
        var id = await ImportAsync(
            _user,
            "pentabarf",
            Pentabarf(
                Talk("1", "A &amp; B", "<person>Ada</person><person>Grace</person>"),
                Talk("2", "C", "<person>ada</person>").Replace("<date>2099-05-01T09:00:00+02:00</date>", "", StringComparison.Ordinal)
            )
        );
        Assert.That(Titles(await _user.GetAsync($"/v1/events/{id}/sessions?sort=title")), Is.EqualTo(["A & B", "C"]));
        Assert.That((await _user.GetAsync($"/v1/events/{id}/speakers")).Ids, Has.Exactly(2).Items);
        Assert.That((await _user.GetAsync($"/v1/events/{id}/tracks")).Ids, Has.Exactly(1).Items);
        Assert.That((await _user.GetAsync($"/v1/events/{id}/session-types")).Ids, Has.Exactly(1).Items);
        var starts = (await _user.GetAsync($"/v1/events/{id}/sessions")).Data.EnumerateArray();
        Assert.That(
            starts.Select(s => s.GetProperty("attributes").GetProperty("starts-at").GetString()![..16]),
            Is.All.EqualTo("2099-05-01T07:00")
        );
    }

    [Test]
    public async Task What_is_wrong_is_reported_with_file_item_and_field_and_nothing_is_written()
    {
        var before = await CountAsync();
        var calendar = Calendar(
            Entry("c1", "Good"),
            "BEGIN:VEVENT\nDTSTART:20990501T090000Z\nDURATION:PT1H\nSUMMARY:x\nEND:VEVENT",
            Entry("c1", "Twice"),
            Entry("c4", "Weekly", "RRULE:FREQ=SECONDLY"),
            "BEGIN:VEVENT\nUID:c5\nDTSTART:soon\nSUMMARY:x\nEND:VEVENT"
        );
        Assert.That(
            Places(await FailAsync("ical", calendar)),
            Is.EqualTo(["/ical/1/uid", "/ical/2/uid", "/ical/3/rrule", "/ical/4/dtstart", "/ical/4/dtend"])
        );
        var schedule = Pentabarf(Talk("1", new string('x', 501)), Talk("2", "y").Replace("00:45", "00:00", StringComparison.Ordinal));
        Assert.That(Places(await FailAsync("pentabarf", schedule)), Is.EqualTo(["/pentabarf/0/title", "/pentabarf/1/ends_at"]));
        Assert.That(await CountAsync(), Is.EqualTo(before));
        var job = (await _user.GetAsync("/v1/import-jobs?sort=-id&page[size]=1")).Data[0].GetProperty("attributes");
        Assert.That(job.GetProperty("result-status").GetString(), Is.EqualTo("FAILURE"));
    }

    [Test]
    public async Task The_importer_gets_an_email_about_the_end_of_the_import()
    {
        var importer = await Server.RegisterUserAsync();
        await ImportAsync(importer, "ical", Calendar(Entry("mail", "One")));
        await RunAsync(importer, "ical", Calendar());
        await Server.ProcessOutboxAsync();
        foreach (var kind in new[] { "event_imported", "event_import_fail" })
            Assert.That(
                await Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{importer.Email}' AND action = '{kind}'"),
                Is.EqualTo(1),
                kind
            );
    }

    [Test]
    public async Task Hostile_files_are_rejected()
    {
        const string Entity =
            """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule><day><room><event>&a;</event></room></day></schedule>""";
        Assert.That(await FailAsync("pentabarf", Encoding.UTF8.GetBytes(Entity)), Does.Contain("document type").And.Not.Contain("root:"));
        var deep = "<schedule>" + string.Concat(Enumerable.Repeat("<a>", 100_000)) + "</schedule>";
        Assert.That(await FailAsync("pentabarf", Encoding.UTF8.GetBytes(deep)), Is.Not.Empty);
        Assert.That(await FailAsync("pentabarf", "<html/>"u8.ToArray()), Does.Contain("<schedule>"));
        Assert.That(await FailAsync("ical", Calendar(Entry("d", "Long", "X:" + new string('x', 200_000)))), Does.Contain("line"));
        Assert.That(
            await FailAsync("ical", Calendar([.. Enumerable.Range(0, 2_001).Select(i => Entry($"e{i}", "x"))])),
            Does.Contain("2000")
        );
        Assert.That(await FailAsync("ical", [0xFF, 0xFE, 0x00]), Does.Contain("UTF-8"));
        Assert.That(await FailAsync("ical", Calendar()), Does.Contain("no sessions"));
        var id = await ImportAsync(_user, "ical", Calendar(Entry("f\u0001", "Bell\u0007 \u0000title", "LOCATION:=cmd()")));
        Assert.That(Titles(await _user.GetAsync($"/v1/events/{id}/sessions")), Is.EqualTo(["Bell title"]));
    }

    [Test]
    public async Task An_import_needs_a_verified_account_and_a_file()
    {
        var unverified = await Server.RegisterUserAsync(verified: false);
        Assert.That((await PostAsync(unverified, "ical", Calendar())).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await PostAsync(Server.Anonymous, "pentabarf", Calendar())).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _user.PostAsync("/v1/events/import/ical", new { })).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static IEnumerable<string> Titles(ApiResponse sessions) =>
        sessions.Data.EnumerateArray().Select(s => s.GetProperty("attributes").GetProperty("title").GetString()!);

    private static IEnumerable<string> Places(string report) => report.Split('\n').Select(line => line.Split(':')[0]);

    private Task<long> CountAsync() => Server.SqlAsync<long>("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM sessions)");

    private static byte[] Calendar(params string[] entries) =>
        Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Fair\r\n  2099\r\n{string.Join("\r\n", entries)}\r\nEND:VCALENDAR\r\n");

    private static string Entry(string uid, string title, params string[] more) =>
        string.Join(
            '\n',
            [
                "BEGIN:VEVENT",
                $"UID:{uid}",
                "DTSTART;TZID=Europe/Berlin:20990501T090000",
                "DURATION:PT45M",
                $"SUMMARY:{title}",
                .. more,
                "BEGIN:VALARM",
                "SUMMARY:Alarm",
                "END:VALARM",
                "END:VEVENT",
            ]
        );

    private static byte[] Pentabarf(params string[] talks) =>
        Encoding.UTF8.GetBytes(
            "<schedule><conference><title>Fair</title><time_zone_name>Europe/Berlin</time_zone_name></conference>"
                + $"<day date=\"2099-05-01\"><room name=\"Hall\">{string.Concat(talks)}</room></day></schedule>"
        );

    private static string Talk(string id, string title, string persons = "") =>
        $"<event id=\"{id}\" guid=\"{Guid.NewGuid()}\"><date>2099-05-01T09:00:00+02:00</date><start>09:00</start><duration>00:45</duration>"
        + $"<title>{title}</title><track>Tools</track><type>Talk</type><language>en</language><persons>{persons}</persons></event>";

    private static Task<ApiResponse> PostAsync(ApiClient client, string kind, byte[] file) =>
        PostFilesAsync(client, $"/v1/events/import/{kind}", ("file", "schedule", file));

    private async Task<string> RunAsync(ApiClient client, string kind, byte[] file)
    {
        var started = (await PostAsync(client, kind, file)).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync("import");
        return started.Json.GetProperty("task_url").GetString()!;
    }

    private async Task<string> ImportAsync(ApiClient client, string kind, byte[] file)
    {
        var (state, result) = await client.GetTaskAsync(await RunAsync(client, kind, file));
        Assert.That(state, Is.EqualTo("SUCCESS"), $"{result}");
        return result.GetProperty("id").GetString()!;
    }

    private async Task<string> FailAsync(string kind, byte[] file)
    {
        var (state, result) = await _user.GetTaskAsync(await RunAsync(_user, kind, file));
        Assert.That(state, Is.EqualTo("FAILURE"), $"{result}");
        return result.GetProperty("message").GetString()!;
    }
}
