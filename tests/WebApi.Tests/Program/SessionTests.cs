using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

public class SessionTests
{
    private OpenEventServer _server = null!;
    private ApiClient _owner = null!;
    private ApiClient _ada = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await OpenEventServer.StartAsync();
        _owner = await _server.RegisterUserAsync();
        _ada = await _server.RegisterUserAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync()
    {
        _event = await TestEvents.CreateAsync(_owner);
        await TestEvents.UpdateAsync(_owner, _event, new { is_sessions_speakers_enabled = true });
    }

    [Test]
    public async Task An_event_with_sessions_disabled_rejects_sessions_and_speakers()
    {
        await TestEvents.UpdateAsync(_owner, _event, new { is_sessions_speakers_enabled = false });
        Assert.That((await SubmitSessionAsync(_ada, new { title = "Talk" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await CreateSpeakerAsync(_ada, new { name = "Ada" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_submission_is_visible_to_its_creator_and_the_team_until_accepted()
    {
        var made = (
            await SubmitSessionAsync(
                _ada,
                new
                {
                    title = "Talk",
                    state = "pending",
                    comments = "For you only",
                }
            )
        ).EnsureStatus(HttpStatusCode.Created);
        Assert.That(made.Attribute("submitted-at").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.String));
        Assert.That((await _ada.GetAsync($"/v1/sessions/{made.Id()}/creator")).Id(), Is.EqualTo($"{_ada.UserId}"));
        foreach (var url in new[] { $"/v1/events/{_event}/sessions", "/v1/sessions?page[size]=0" })
        {
            Assert.That((await _server.Anonymous.GetAsync(url)).Ids, Does.Not.Contain(made.Id()));
            Assert.That((await _ada.GetAsync(url)).Ids, Does.Contain(made.Id()));
            Assert.That((await _owner.GetAsync(url)).Ids, Does.Contain(made.Id()));
        }

        Assert.That((await _server.Anonymous.GetAsync($"/v1/sessions/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await UpdateSessionAsync(_ada, made.Id(), new { state = "accepted" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await UpdateSessionAsync(_owner, made.Id(), new { state = "accepted" })).EnsureStatus(HttpStatusCode.OK);
        var seen = (await _server.Anonymous.GetAsync($"/v1/sessions/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain("For you only"));
    }

    [TestCase("2099-01-01T11:00:00Z", "2099-01-01T10:00:00Z", "/data/attributes/ends-at")]
    [TestCase("2099-01-01T11:00:00Z", null, "/data/attributes/ends-at")]
    [TestCase("2000-01-01T11:00:00Z", "2000-01-01T12:00:00Z", "/data/attributes/starts-at")]
    public async Task A_session_ends_after_it_starts_in_the_future(string? starts, string? ends, string pointer)
    {
        var rejected = await SubmitSessionAsync(
            _owner,
            new
            {
                title = "Talk",
                starts_at = starts,
                ends_at = ends,
            }
        );
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, pointer)));
    }

    [Test]
    public async Task Only_the_team_assigns_the_room()
    {
        var room = (await _owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", _event))).Id();
        var sessionId = (
            await _ada.CreateAsync("session", new { title = "Talk" }, ("event", "event", _event), ("microlocation", "microlocation", room))
        ).Id();
        Assert.That((await _ada.GetAsync($"/v1/sessions/{sessionId}/microlocation")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (
            await _ada.PatchAsync(
                $"/v1/sessions/{sessionId}",
                JsonApiDocument.Of("session", sessionId, new { title = "Talk 2" }, ("microlocation", "microlocation", room))
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _ada.GetAsync($"/v1/sessions/{sessionId}/microlocation")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (
            await _owner.PatchAsync(
                $"/v1/sessions/{sessionId}",
                JsonApiDocument.Of("session", sessionId, new { }, ("microlocation", "microlocation", room))
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _ada.GetAsync($"/v1/sessions/{sessionId}/microlocation")).Id(), Is.EqualTo(room));
    }

    [Test]
    public async Task Speakers_change_their_own_session()
    {
        var speaker = (await CreateSpeakerAsync(_owner, new { name = "Ada", email = _ada.Email }))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        var session = (
            await _owner.CreateAsync(
                "session",
                new { title = "Talk", state = "accepted" },
                ("event", "event", _event),
                ("speakers", "speaker", speaker)
            )
        ).Id();
        Assert.That((await _server.Anonymous.GetAsync($"/v1/sessions/{session}/speakers")).Ids, Is.EqualTo(new List<string> { speaker }));
        (await UpdateSessionAsync(_ada, session, new { title = "Better talk" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await UpdateSessionAsync(await _server.RegisterUserAsync(), session, new { title = "Worse" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await UpdateSessionAsync(_ada, session, new { is_locked = true })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await UpdateSessionAsync(_owner, session, new { is_locked = true })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await UpdateSessionAsync(_ada, session, new { title = "Too late" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _ada.DeleteAsync($"/v1/sessions/{session}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _owner.DeleteAsync($"/v1/sessions/{session}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Users_add_themselves_as_a_speaker_once_and_with_their_own_email()
    {
        var made = (await CreateSpeakerAsync(_ada, new { name = "Ada", email = "other@example.org" })).EnsureStatus(HttpStatusCode.Created);
        Assert.That(made.Attribute("email").GetString(), Is.EqualTo(_ada.Email));
        Assert.That((await CreateSpeakerAsync(_ada, new { name = "Ada again" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await _server.Anonymous.GetAsync($"/v1/speakers/{made.Id()}")).Text,
            Does.Not.Contain(_ada.Email),
            "the e-mail address is private"
        );
        Assert.That((await _owner.GetAsync($"/v1/speakers/{made.Id()}")).Attribute("email").GetString(), Is.EqualTo(_ada.Email));
    }

    [Test]
    public async Task A_speaker_of_another_event_cannot_be_linked_to_a_session()
    {
        var here = (await CreateSpeakerAsync(_owner, new { name = "Ada", email = "ada@example.org" }))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        var session = (await SubmitSessionAsync(_owner, new { title = "Talk" })).EnsureStatus(HttpStatusCode.Created).Id();
        await CreateEventAsync();
        var there = (await CreateSpeakerAsync(_owner, new { name = "Ada", email = "ada@example.org" }))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        Assert.That(
            (int)
                (
                    await _owner.PostAsync(
                        $"/v1/sessions/{session}/relationships/speakers",
                        new { data = new[] { new { type = "speaker", id = there } } }
                    )
                ).Status,
            Is.EqualTo(422)
        );
        (
            await _owner.PostAsync(
                $"/v1/sessions/{session}/relationships/speakers",
                new { data = new[] { new { type = "speaker", id = here } } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
    }

    private Task<ApiResponse> SubmitSessionAsync(ApiClient client, object attributes) =>
        client.PostAsync("/v1/sessions", JsonApiDocument.Of("session", null, attributes, ("event", "event", _event)));

    private Task<ApiResponse> CreateSpeakerAsync(ApiClient client, object attributes) =>
        client.PostAsync("/v1/speakers", JsonApiDocument.Of("speaker", null, attributes, ("event", "event", _event)));

    private static Task<ApiResponse> UpdateSessionAsync(ApiClient client, string id, object attributes) =>
        client.PatchAsync($"/v1/sessions/{id}", JsonApiDocument.Of("session", id, attributes));
}
