using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>A session and a speaker are linked only if both their policies allow it, from either end and in every way of writing.</summary>
[TestFixture]
public sealed class SpeakerLinkTests
{
    private const string OfSpeaker = "/data/relationships/sessions/data";
    private const string OfSession = "/data/relationships/speakers/data";

    private OpenEventServer _server = null!;
    private SessionTestEvent _event = null!;
    private ApiClient _author = null!;
    private ApiClient _stranger = null!;
    private string _session = "";
    private string _authorSpeaker = "";
    private string _strangerSpeaker = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _author = await _server.RegisterUserAsync();
        _stranger = await _server.RegisterUserAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [SetUp]
    public async Task CreateSessionAsync()
    {
        _event = await SessionTestEvent.CreateAsync(_server);
        _authorSpeaker = await _event.CreateSpeakerAsync("Author", _author.Email);
        _strangerSpeaker = await _event.CreateSpeakerAsync("Stranger", _stranger.Email);
        (_session, _) = await _event.SubmitSessionAsync(_author, "pending", _authorSpeaker);
        await _event.SetStateAsync(_session, "Accepted");
    }

    [TestCase("POST document", OfSpeaker)]
    [TestCase("PATCH document", OfSpeaker)]
    [TestCase("POST speaker URL", OfSpeaker)]
    [TestCase("PATCH speaker URL", OfSpeaker)]
    [TestCase("PATCH session document", OfSession)]
    [TestCase("POST session URL", OfSession)]
    [TestCase("PATCH session URL", OfSession)]
    public async Task A_stranger_cannot_add_their_speaker_to_a_session(string way, string pointer)
    {
        var newcomer = await _server.RegisterUserAsync();
        var rejected = way == "POST document" ? await CreateSpeakerAsync(newcomer) : await LinkAsync(_stranger, way, _strangerSpeaker);
        Assert.That((int)rejected.Status, Is.EqualTo(403), rejected.Text);
        if (way != "PATCH session document")
            Assert.That(rejected.Pointer, Is.EqualTo(pointer));
        Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_authorSpeaker]));
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM speakers WHERE email = '{newcomer.Email}'"), Is.Zero);
    }

    [TestCase("PATCH document")]
    [TestCase("POST speaker URL")]
    [TestCase("PATCH speaker URL")]
    [TestCase("PATCH session document")]
    [TestCase("POST session URL")]
    [TestCase("PATCH session URL")]
    public async Task An_author_cannot_make_another_person_a_speaker_of_their_session(string way)
    {
        Assert.That((int)(await LinkAsync(_author, way, _strangerSpeaker)).Status, Is.EqualTo(403));
        Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_authorSpeaker]));
        (await LinkAsync(_event.Owner, way, _strangerSpeaker)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await LinkedAsync(), Does.Contain(_strangerSpeaker), "the event team decides at both ends");
    }

    [TestCase("PATCH document")]
    [TestCase("POST speaker URL")]
    [TestCase("PATCH session document")]
    [TestCase("POST session URL")]
    public async Task An_author_adds_themselves_to_their_session(string way)
    {
        (_session, _) = await _event.SubmitSessionAsync(_author);
        (await LinkAsync(_author, way, _authorSpeaker)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await LinkedAsync(_author), Is.EqualTo((string[])[_authorSpeaker]));
    }

    [Test]
    public async Task A_document_cannot_change_the_speakers_of_a_locked_session()
    {
        (await SessionTestEvent.UpdateSessionAsync(_event.Owner, _session, new { is_locked = true })).EnsureStatus(HttpStatusCode.OK);
        foreach (var way in new[] { "PATCH session document", "PATCH session URL", "PATCH document", "PATCH speaker URL" })
        {
            var speaker = way.Contains("session", StringComparison.Ordinal) ? "" : _authorSpeaker;
            var rejected = await ReplaceAsync(_author, way, speaker, []);
            Assert.That((int)rejected.Status, Is.EqualTo(403), way);
            Assert.That(rejected.Pointer, Is.EqualTo(speaker.Length > 0 ? OfSpeaker : OfSession), way);
            Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_authorSpeaker]), way);
        }

        var unchanged = await ReplaceAsync(_author, "PATCH session document", "", [_authorSpeaker]);
        Assert.That(unchanged.Status, Is.EqualTo(HttpStatusCode.OK), "a whole object is sent back with its links");
        (await ReplaceAsync(_event.Owner, "PATCH session document", "", [])).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await LinkedAsync(), Is.Empty);
    }

    [Test]
    public async Task Speakers_leave_and_creators_remove_but_a_speaker_does_not_remove_another()
    {
        (await LinkAsync(_event.Owner, "POST session URL", _strangerSpeaker)).EnsureStatus(HttpStatusCode.OK);
        var url = $"/v1/sessions/{_session}/relationships/speakers";
        Assert.That((int)(await _stranger.DeleteAsync(url, Linkage("speaker", _authorSpeaker))).Status, Is.EqualTo(403));
        (await _stranger.DeleteAsync(url, Linkage("speaker", _strangerSpeaker))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_authorSpeaker]));
        (await LinkAsync(_event.Owner, "POST session URL", _strangerSpeaker)).EnsureStatus(HttpStatusCode.OK);
        (await _author.DeleteAsync(url, Linkage("speaker", _strangerSpeaker))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_authorSpeaker]));
    }

    [Test]
    public async Task Replacing_links_leaves_those_that_the_caller_does_not_see()
    {
        var (hidden, _) = await _event.SubmitSessionAsync(_author);
        await LinkToAsync(hidden, _strangerSpeaker);
        await LinkToAsync(_session, _strangerSpeaker);
        (await _event.Owner.DeleteAsync($"/v1/sessions/{hidden}")).EnsureStatus(HttpStatusCode.OK);
        (await ReplaceAsync(_stranger, "PATCH document", _strangerSpeaker, [])).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await _server.SqlAsync<string>(
                $"SELECT string_agg(session_id::text, ' ') FROM session_speaker WHERE speaker_id = {_strangerSpeaker}"
            ),
            Is.EqualTo(hidden)
        );
    }

    [Test]
    public async Task A_room_is_not_assigned_through_its_own_relationship_either()
    {
        var room = (await _event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", _event.EventId))).Id();
        await _author.PostAsync($"/v1/microlocations/{room}/relationships/sessions", Linkage("session", _session));
        Assert.That(await RoomAsync(), Is.Zero);
        (await _event.Owner.PostAsync($"/v1/microlocations/{room}/relationships/sessions", Linkage("session", _session))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(await RoomAsync(), Is.Not.Zero);

        Task<long> RoomAsync() => _server.SqlAsync<long>($"SELECT coalesce(microlocation_id, 0) FROM sessions WHERE id = {_session}");
    }

    private async Task LinkToAsync(string session, string speaker) =>
        (await _event.Owner.PostAsync($"/v1/sessions/{session}/relationships/speakers", Linkage("speaker", speaker))).EnsureStatus(
            HttpStatusCode.OK
        );

    private Task<ApiResponse> CreateSpeakerAsync(ApiClient client) =>
        client.PostAsync(
            "/v1/speakers",
            JsonApiDocument.Of("speaker", null, new { name = "New" }, ("event", "event", _event.EventId), ("sessions", "session", _session))
        );

    /// <summary>Links the speaker to the session. A way that replaces keeps the speaker of the author at the session's end.</summary>
    private Task<ApiResponse> LinkAsync(ApiClient client, string way, string speaker) =>
        way switch
        {
            "POST speaker URL" => client.PostAsync($"/v1/speakers/{speaker}/relationships/sessions", Linkage("session", _session)),
            "POST session URL" => client.PostAsync($"/v1/sessions/{_session}/relationships/speakers", Linkage("speaker", speaker)),
            _ when way.Contains("session", StringComparison.Ordinal) => ReplaceAsync(
                client,
                way,
                "",
                [.. new[] { _authorSpeaker, speaker }.Distinct()]
            ),
            _ => ReplaceAsync(client, way, speaker, [_session]),
        };

    private Task<ApiResponse> ReplaceAsync(ApiClient client, string way, string speaker, string[] ids) =>
        way switch
        {
            "PATCH document" => client.PatchAsync($"/v1/speakers/{speaker}", Document("speaker", speaker, "sessions", "session", ids)),
            "PATCH speaker URL" => client.PatchAsync($"/v1/speakers/{speaker}/relationships/sessions", Linkage("session", ids)),
            "PATCH session document" => client.PatchAsync(
                $"/v1/sessions/{_session}",
                Document("session", _session, "speakers", "speaker", ids)
            ),
            _ => client.PatchAsync($"/v1/sessions/{_session}/relationships/speakers", Linkage("speaker", ids)),
        };

    private async Task<string[]> LinkedAsync(ApiClient? reader = null) =>
        [.. (await (reader ?? _event.Owner).GetAsync($"/v1/sessions/{_session}/relationships/speakers")).Ids];

    private static JsonObject Linkage(string type, params string[] ids) =>
        new() { ["data"] = new JsonArray([.. ids.Select(id => (JsonNode)JsonApiDocument.Identifier(type, id))]) };

    private static JsonObject Document(string type, string id, string relationship, string target, string[] ids) =>
        new()
        {
            ["data"] = new JsonObject
            {
                ["type"] = type,
                ["id"] = id,
                ["relationships"] = new JsonObject { [relationship] = Linkage(target, ids) },
            },
        };
}
