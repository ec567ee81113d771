using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Platform.SamplePictures;

namespace OpenEvent.WebApi.Tests.Platform;

/// <content>What an import may cost, and what it leaves.</content>
public sealed partial class ImportTests
{
    [Test]
    public async Task What_is_wrong_in_the_translation_of_a_question_is_reported_at_its_place()
    {
        const string Forms = """
            [{"form":"attendee","field_identifier":"food","type":"text","name":"Food",
            "translations":[{"form_id":"1","language_code":"de","name":"Essen"},{"form_id":"1","name":"Repas"},7]}]
            """;
        var message = await FailAsync(("event", Event), ("forms", Forms));
        Assert.That(
            message.Split('\n').Select(line => line.Split(':')[0]),
            Is.EquivalentTo(["/forms/0/translations/1/language_code", "/forms/0/translations/2"])
        );
    }

    [Test]
    public async Task A_file_that_many_rows_name_is_stored_once()
    {
        const string Slides = "/documents/sessions/1-slides_url.pdf";
        var sessions = string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"title":"S{{i}}","slides_url":"{{Slides}}"}"""));
        var before = CountFiles("uploads");
        var task = await StartAsync(_user, Zip(("event", Event), ("sessions", $"[{sessions}]")), (Slides[1..], "%PDF-1.7"u8.ToArray()));
        await Server.ProcessOutboxAsync("archive-import");
        Assert.That((await _user.GetTaskAsync(task)).State, Is.EqualTo("SUCCESS"));
        Assert.That(CountFiles("uploads"), Is.EqualTo(before + 1));
        Assert.That(
            await Server.SqlAsync<string>(
                "SELECT count(*) || ' ' || count(DISTINCT slides_url) FROM sessions WHERE slides_url IS NOT NULL"
            ),
            Is.EqualTo("50 1")
        );
    }

    [Test]
    public async Task An_export_contains_a_file_that_many_rows_name_once()
    {
        var url = (await PostFilesAsync(_user, "/v1/upload/files", ("file", "a.pdf", "%PDF-1.7"u8.ToArray())))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("url")
            .GetString();
        var session = $$"""{"title":"S","slides_url":"{{url}}"}""";
        var archive = Read(
            await ExportAsync(_user, await ImportAsync(_user, Zip(("event", Event), ("sessions", $"[{session},{session}]"))))
        );
        Assert.That(archive.Keys.Where(k => k.Contains('/')), Is.EqualTo(["documents/sessions/1-slides_url.pdf"]));
        Assert.That(archive["sessions"].Split("/documents/sessions/1-slides_url.pdf"), Has.Length.EqualTo(3), "both sessions name it");
    }

    [Test]
    public async Task Only_the_members_that_an_export_has_media_for_name_files_of_the_archive() =>
        Assert.That(
            await FailAsync(
                ("event", Event),
                ("sessions", """[{"title":"A","signup_url":"/documents/sessions/1-slides_url.pdf"}]"""),
                ("documents/sessions/1-slides_url.pdf", "%PDF-1.7")
            ),
            Does.StartWith("/sessions/0/signup_url")
        );

    [Test]
    public async Task Options_of_forms_and_speakers_of_sessions_count_as_rows()
    {
        var options = string.Join(',', Enumerable.Repeat("\"a\"", 500));
        var forms = string.Join(
            ',',
            Enumerable
                .Range(0, 21)
                .Select(i => $$"""{"field_identifier":"f{{i}}","form":"attendee","type":"select","options":[{{options}}]}""")
        );
        Assert.That(await FailAsync(("event", Event), ("forms", $"[{forms}]")), Does.Contain("more than 10000 rows"));
        var speakers = string.Join(',', Enumerable.Range(1, 100).Select(i => $$"""{"id":{{i}},"name":"A","is_email_overridden":true}"""));
        var ids = string.Join(',', Enumerable.Range(1, 100));
        var sessions = string.Join(',', Enumerable.Repeat($$"""{"title":"A","speakers":[{{ids}}]}""", 100));
        Assert.That(
            await FailAsync(("event", Event), ("speakers", $"[{speakers}]"), ("sessions", $"[{sessions}]")),
            Does.Contain("more than 10000 rows")
        );
    }

    [Test]
    public async Task The_archive_is_deleted_when_its_import_ends()
    {
        await Server.ProcessOutboxAsync("file-delete");
        var before = CountFiles("imports");
        foreach (var (json, state) in new[] { (Event, "SUCCESS"), ("{}", "FAILURE") })
        {
            var task = await StartAsync(_user, Zip(("event", json)));
            Assert.That(CountFiles("imports"), Is.EqualTo(before + 1));
            await Server.ProcessOutboxAsync("archive-import");
            Assert.That((await _user.GetTaskAsync(task)).State, Is.EqualTo(state));
            await Server.ProcessOutboxAsync("file-delete");
            Assert.That(CountFiles("imports"), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task The_archive_of_an_import_whose_start_is_rolled_back_is_deleted()
    {
        var before = CountFiles("imports");
        var user = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON import_jobs DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION refuse();
            """
        );
        try
        {
            var failed = await PostFilesAsync(user, "/v1/events/import/json", ("file", "event.zip", Zip(("event", Event))));
            Assert.That(failed.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        }
        finally
        {
            await Server.SqlAsync("DROP TRIGGER refuse ON import_jobs; DROP FUNCTION refuse()");
        }

        await Eventually.IsTrueAsync("the archive is deleted", () => CountFiles("imports") == before);
    }

    [Test]
    public async Task Sponsors_are_imported_and_exported_only_if_they_are_enabled()
    {
        var enabled = Event.Replace("{", """{"is_sponsors_enabled":true,""", StringComparison.Ordinal);
        const string Sponsors = """[{"name":"Babbage Ltd"}]""";
        Assert.That(await FailAsync(("event", Event), ("sponsors", Sponsors)), Does.StartWith("/sponsors/0: Sponsors are not enabled"));
        var id = await ImportAsync(_user, Zip(("event", enabled), ("sponsors", Sponsors)));
        Assert.That((await _user.GetAsync($"/v1/events/{id}/sponsors")).Ids, Has.Exactly(1).Items);
        await Server.SqlAsync($"UPDATE events SET is_sponsors_enabled = false WHERE identifier = '{id}'");
        var copy = await ImportAsync(_user, await ExportAsync(_user, id));
        Assert.That((await _user.GetAsync($"/v1/events/{copy}/sponsors")).Ids, Is.Empty);
    }

    [Test]
    public async Task A_rejected_archive_is_no_failure_of_the_server()
    {
        await FailAsync(("event", "{}"));
        await FailAsync(("event", Event), ("a\0b😀", "x"));
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'archive-import' AND state <> 'Done'"), Is.Zero);
    }

    [Test]
    public async Task A_call_for_speakers_must_end_after_it_starts() =>
        Assert.That(
            await FailAsync(
                ("event", Event[..^1] + ",\"speakers_call\":{\"starts_at\":\"2099-02-01T00:00:00Z\",\"ends_at\":\"2099-01-01T00:00:00Z\"}}")
            ),
            Does.StartWith("/event/speakers_call/ends_at")
        );

    [Test]
    public async Task A_private_call_gets_a_link_of_its_own()
    {
        const string Call = """
            ,"speakers_call":{"starts_at":"2099-01-01T00:00:00Z","ends_at":"2099-02-01T00:00:00Z","privacy":"private","hash":"known"}}
            """;
        var copy = await ImportAsync(_user, Zip(("event", Event[..^1] + Call)));
        var call = await _user.GetAsync($"/v1/events/{copy}/speakers-call");
        Assert.That(call.Attribute("hash").GetString(), Has.Length.EqualTo(32));
    }

    [Test]
    public async Task An_import_makes_the_server_fetch_a_limited_number_of_foreign_pictures()
    {
        var speakers = string.Join(
            ',',
            Enumerable.Range(0, 150).Select(i => $$"""{"name":"A","is_email_overridden":true,"photo_url":"http://picture.example/{{i}}"}""")
        );
        var user = await Server.RegisterUserAsync();
        for (var import = 0; import < 2; import++)
            await ImportAsync(user, Zip(("event", Event), ("speakers", $"[{speakers}]")));
        Assert.That(
            await Server.SqlAsync<long>(
                "SELECT count(*) FROM outbox WHERE kind = 'speaker-photo' AND payload::text LIKE '%picture.example%'"
            ),
            Is.EqualTo(100),
            "in all imports of an hour"
        );
    }
}
