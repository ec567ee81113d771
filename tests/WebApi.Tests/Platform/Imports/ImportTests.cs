using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Platform.SamplePictures;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Import of an exported event: all or nothing, and an export of the new event is equal (docs/export-and-import.md).</summary>
public sealed partial class ImportTests : ServerFixture
{
    private const string Event = """{"name":"Fair","starts_at":"2099-01-01T10:00:00Z","ends_at":"2099-01-02T10:00:00Z","timezone":"UTC"}""";

    private ApiClient _user = null!;

    [OneTimeSetUp]
    public async Task RegisterAsync() => _user = await Server.RegisterUserAsync();

    [Test]
    public async Task The_export_of_an_imported_event_equals_the_first_export()
    {
        var original = await FullEvent.CreateAsync(Server, _user);
        var importer = await Server.RegisterUserAsync();
        var first = await ExportAsync(_user, original);
        var copy = await ImportAsync(importer, first);
        var second = await ExportAsync(importer, copy);
        var (before, after) = (Read(first), Read(second));
        Assert.That(after.Keys, Is.EquivalentTo(before.Keys));
        foreach (var (name, content) in before)
            Assert.That(after[name], Is.EqualTo(content), name);
        var media = before.Keys.Where(k => k.Contains('/')).ToLookup(k => k.Split('/')[0]);
        Assert.That(media["images"], Has.Exactly(3).Items, "logo, picture and photo");
        foreach (var folder in new[] { "documents", "videos", "audios" })
            Assert.That(media[folder], Has.Exactly(1).Items, folder);
        Assert.That(before["sessions"], Does.Contain("\"track_id\": 1").And.Contain("Keynote").And.Not.Contain("Deleted"));
        Assert.That(before["forms"], Does.Contain("Vegan").And.Contain("Essen"));
    }

    [Test]
    public async Task The_exporter_of_an_archive_gets_an_email()
    {
        var exporter = await Server.RegisterUserAsync();
        await ExportAsync(exporter, await FullEvent.CreateAsync(Server, exporter));
        await Server.ProcessOutboxAsync();
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{exporter.Email}' AND action = 'event_exported'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task The_importer_is_the_owner_of_a_draft_with_pictures_of_its_own()
    {
        var original = await FullEvent.CreateAsync(Server, _user);
        var importer = await Server.RegisterUserAsync();
        var copy = await ImportAsync(importer, await ExportAsync(_user, original));
        var row = (await importer.GetAsync($"/v1/events/{copy}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(row.Attribute("state").GetString(), Is.EqualTo("draft"));
        Assert.That((await importer.GetAsync($"/v1/events/{copy}/owner")).Id(), Is.EqualTo($"{importer.UserId}"));
        Assert.That((await _user.GetAsync($"/v1/events/{copy}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "not the former owner");
        var logo = row.Attribute("logo-url").GetString()!;
        Assert.That(logo, Is.Not.EqualTo((await _user.GetAsync($"/v1/events/{original}")).Attribute("logo-url").GetString()));
        Assert.That((await Server.Anonymous.GetAsync(new Uri(logo).PathAndQuery)).Status, Is.EqualTo(HttpStatusCode.OK));
        var job = (await importer.GetAsync("/v1/import-jobs")).EnsureStatus(HttpStatusCode.OK).Data.EnumerateArray().Single();
        Assert.That(job.GetProperty("attributes").GetProperty("result-status").GetString(), Is.EqualTo("SUCCESS"));
        Assert.That((await Server.Admin.GetAsync("/v1/import-jobs")).Data.GetArrayLength(), Is.Zero, "imports of others");
    }

    [Test]
    public async Task What_is_wrong_is_reported_with_file_item_and_member()
    {
        var message = await FailAsync(
            ("event", Event),
            ("tracks", """[{"id":1,"name":"A","color":"#fff"},{"id":2,"color":"#fff"},{"id":1,"name":"B","color":"#fff"},7]"""),
            (
                "speakers",
                """[{"id":1,"name":"A","email":"a@example.org"},{"id":2,"name":"B","email":"A@example.org"},{"name":"C","email":"x"}]"""
            ),
            (
                "sessions",
                """
                [{"title":"A","track_id":99},{"title":"B","speakers":[1,42]},{"title":"C","starts_at":"2099-01-01T10:00:00Z"},
                {"title":"D","level":"Hard"}]
                """
            )
        );
        Assert.That(
            message.Split('\n').Select(line => line.Split(':')[0]),
            Is.EquivalentTo([
                "/tracks/1/name",
                "/tracks/2/id",
                "/tracks/3",
                "/speakers/1/email",
                "/speakers/2/email",
                "/sessions/0/track_id",
                "/sessions/1/speakers",
                "/sessions/2/ends_at",
                "/sessions/3/level",
            ])
        );
    }

    [Test]
    public async Task A_failed_import_leaves_nothing()
    {
        var events = await CountAsync();
        var task = await StartAsync(
            _user,
            Zip(("event", Event[..^1] + ",\"logo_url\":\"/images/event/1-logo_url.png\"}"), ("tracks", "[{}]")),
            ("images/event/1-logo_url.png", Draw(9, 9))
        );
        var pictures = CountFiles("images");
        await Server.ProcessOutboxAsync("archive-import");
        Assert.That((await _user.GetTaskAsync(task)).State, Is.EqualTo("FAILURE"));
        Assert.That(await CountAsync(), Is.EqualTo(events));
        Assert.That(CountFiles("images"), Is.EqualTo(pictures));
        var job = (await _user.GetAsync($"/v1/import-jobs?filter={TestFilter.Of("task", "eq", task.Split('/')[^1])}")).Data[0];
        Assert.That(job.GetProperty("attributes").GetProperty("result-status").GetString(), Is.EqualTo("FAILURE"));
        Assert.That(job.GetProperty("attributes").GetProperty("result").GetString(), Does.Contain("/tracks/0/name"));
    }

    [TestCase("../event")]
    [TestCase("/etc/passwd")]
    [TestCase("images/../../secret")]
    [TestCase("images\\event\\1-logo_url.png")]
    [TestCase("images/event/1-logo_url.png/../x")]
    [TestCase("script.sh")]
    [TestCase("images/event/logo.svg.exe")]
    public async Task A_file_with_another_path_is_rejected(string path) =>
        Assert.That(await FailAsync(("event", Event), (path, "x")), Does.StartWith("The archive has a file that does not belong to it"));

    [TestCase("""{"name":"Fair","starts_at":"2099-01-01T10:00:00Z","ends_at":"2098-01-02T10:00:00Z","timezone":"UTC"}""")]
    [TestCase("""{"name":"Fair","starts_at":"2099-01-01T10:00:00Z","ends_at":"2099-01-02T10:00:00Z","timezone":"Mars/One"}""")]
    [TestCase("""{"name":"Fair","starts_at":"2099-01-01T10:00:00Z","ends_at":"2099-01-02T10:00:00Z"}""")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("{")]
    [TestCase("")]
    public async Task A_wrong_event_is_rejected(string json) => Assert.That(await FailAsync(("event", json)), Does.Contain("event"));

    [TestCase("\"/etc/passwd\"")]
    [TestCase("\"/images/../x\"")]
    [TestCase("\"file:///etc/passwd\"")]
    [TestCase("\"/images/event/1-logo_url.svg\"", Description = "a file of a type that is not accepted")]
    public async Task A_wrong_picture_is_rejected(string url) =>
        Assert.That(
            await FailAsync(
                ("event", Event[..^1] + $",\"logo_url\":{url}}}"),
                ("images/event/1-logo_url.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
            ),
            Does.StartWith("/event/logo_url")
        );

    [Test]
    public async Task A_zip_bomb_is_rejected()
    {
        Assert.That(await FailAsync(("event", Event), ("sessions", new string(' ', 21 * 1024 * 1024))), Does.Contain("MB"));
        Assert.That(
            await FailAsync([("event", Event), .. Enumerable.Range(0, 10_001).Select(i => ($"images/event/{i}-logo_url.png", "x"))]),
            Does.Contain("10000 files")
        );
    }

    [Test]
    public async Task An_archive_with_a_wrong_size_in_its_directory_is_rejected()
    {
        var zip = Zip(("event", Event), ("tracks", new string(' ', 500_000) + "[]"));
        // The central directory says that the file has 2 bytes.
        var size = BitConverter.GetBytes(500_002);
        for (var i = zip.AsSpan().IndexOf(size); i >= 0; i = zip.AsSpan().IndexOf(size))
            BitConverter.GetBytes(2).CopyTo(zip, i);
        var task = await StartAsync(_user, zip);
        await Server.ProcessOutboxAsync("archive-import");
        Assert.That((await _user.GetTaskAsync(task)).State, Is.EqualTo("FAILURE"));
    }

    [Test]
    public async Task An_import_needs_a_verified_account_and_a_ZIP_file()
    {
        var unverified = await Server.RegisterUserAsync(verified: false);
        var zip = Zip(("event", Event));
        Assert.That(
            (await PostFilesAsync(unverified, "/v1/events/import/json", ("file", "a.zip", zip))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await PostFilesAsync(Server.Anonymous, "/v1/events/import/json", ("file", "a.zip", zip))).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(
            (await PostFilesAsync(_user, "/v1/events/import/json", ("file", "a.zip", "text"u8.ToArray()))).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
        Assert.That((await _user.PostAsync("/v1/events/import/json", new { })).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Clients_cannot_create_import_jobs()
    {
        var body = JsonApiDocument.Of("import-job", null, new { task = "x" });
        Assert.That((await _user.PostAsync("/v1/import-jobs", body)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.GetAsync("/v1/import-jobs")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private int CountFiles(string folder) =>
        Path.Combine(Server.DataDirectory, "files", folder) is var path && Directory.Exists(path)
            ? Directory.GetFiles(path, "*", SearchOption.AllDirectories).Length
            : 0;

    private Task<long> CountAsync() => Server.SqlAsync<long>("SELECT count(*) FROM events");

    private async Task<byte[]> ExportAsync(ApiClient client, string id) =>
        (
            await Server.ExportAsync(
                client,
                HttpMethod.Post,
                $"/v1/events/{id}/export/json",
                new
                {
                    image = true,
                    video = true,
                    document = true,
                    audio = true,
                }
            )
        ).Bytes;

    private static async Task<string> StartAsync(ApiClient client, byte[] zip, params (string Name, byte[] Content)[] more)
    {
        using var file = new MemoryStream();
        await file.WriteAsync(zip);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            foreach (var (name, content) in more)
                await using (var entry = archive.CreateEntry(name).Open())
                    await entry.WriteAsync(content);
        var sent = more.Length == 0 ? zip : file.ToArray();
        return (await PostFilesAsync(client, "/v1/events/import/json", ("file", "event.zip", sent)))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("task_url")
            .GetString()!;
    }

    private async Task<string> ImportAsync(ApiClient client, byte[] zip)
    {
        var task = await StartAsync(client, zip);
        await Server.ProcessOutboxAsync("archive-import");
        var (state, result) = await client.GetTaskAsync(task);
        Assert.That(state, Is.EqualTo("SUCCESS"), $"{result}");
        return result.GetProperty("id").GetString()!;
    }

    private async Task<string> FailAsync(params (string Name, string Content)[] files)
    {
        var user = await Server.RegisterUserAsync(); // A user starts a limited number of imports.
        var task = await StartAsync(user, Zip(files));
        await Server.ProcessOutboxAsync("archive-import");
        var (state, result) = await user.GetTaskAsync(task);
        Assert.That(state, Is.EqualTo("FAILURE"));
        return result.GetProperty("message").GetString()!;
    }

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
                using (var entry = archive.CreateEntry(name).Open())
                    entry.Write(Encoding.UTF8.GetBytes(content));
        return file.ToArray();
    }

    /// <summary>The JSON files as text, and a hash of each media file.</summary>
    private static Dictionary<string, string> Read(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(
            e => e.FullName,
            e =>
            {
                using var stream = e.Open();
                if (e.FullName.Contains('/'))
                    return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(stream));
                using var text = new StreamReader(stream);
                return JsonNode.Parse(text.ReadToEnd())!.ToJsonString(new() { WriteIndented = true });
            }
        );
    }
}
