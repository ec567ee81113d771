using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Programme;

public class SessionTests
{
    private OpenEventServer _server = null!;
    private Client _owner = null!;
    private Client _ada = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await OpenEventServer.StartAsync();
        (_owner, _ada) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [SetUp]
    public async Task OpenAFair()
    {
        _event = await Fair.OpenAsync(_owner);
        await Fair.ChangedAsync(_owner, _event, new { is_sessions_speakers_enabled = true });
    }

    [Test]
    public async Task An_event_that_takes_no_sessions_gets_none()
    {
        await Fair.ChangedAsync(_owner, _event, new { is_sessions_speakers_enabled = false });
        Assert.That((await Submit(_ada, new { title = "Talk" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Speak(_ada, new { name = "Ada" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_submission_is_its_creators_until_it_is_accepted()
    {
        var made = (
            await Submit(
                _ada,
                new
                {
                    title = "Talk",
                    state = "pending",
                    comments = "For you only",
                }
            )
        ).Must(HttpStatusCode.Created);
        Assert.That(made.Attribute("submitted-at").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.String));
        Assert.That((await _ada.GetAsync($"/v1/sessions/{made.Id()}/creator")).Id(), Is.EqualTo($"{_ada.UserId}"));
        foreach (var url in new[] { $"/v1/events/{_event}/sessions", "/v1/sessions?page[size]=0" })
        {
            Assert.That((await _server.Anonymous.GetAsync(url)).Ids, Does.Not.Contain(made.Id()));
            Assert.That((await _ada.GetAsync(url)).Ids, Does.Contain(made.Id()));
            Assert.That((await _owner.GetAsync(url)).Ids, Does.Contain(made.Id()));
        }

        Assert.That((await _server.Anonymous.GetAsync($"/v1/sessions/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Change(_ada, made.Id(), new { state = "accepted" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await Change(_owner, made.Id(), new { state = "accepted" })).Must(HttpStatusCode.OK);
        var seen = (await _server.Anonymous.GetAsync($"/v1/sessions/{made.Id()}")).Must(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain("For you only"));
    }

    [TestCase("2099-01-01T11:00:00Z", "2099-01-01T10:00:00Z", "/data/attributes/ends-at")]
    [TestCase("2099-01-01T11:00:00Z", null, "/data/attributes/ends-at")]
    [TestCase("2000-01-01T11:00:00Z", "2000-01-01T12:00:00Z", "/data/attributes/starts-at")]
    public async Task A_session_ends_after_it_starts_in_the_future(string? starts, string? ends, string pointer)
    {
        var refused = await Submit(
            _owner,
            new
            {
                title = "Talk",
                starts_at = starts,
                ends_at = ends,
            }
        );
        Assert.That(((int)refused.Status, refused.Pointer), Is.EqualTo((422, pointer)));
    }

    [Test]
    public async Task The_room_is_the_teams_to_give()
    {
        var room = (await _owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", _event))).Id();
        var his = (
            await _ada.CreateAsync("session", new { title = "Talk" }, ("event", "event", _event), ("microlocation", "microlocation", room))
        ).Id();
        Assert.That((await _ada.GetAsync($"/v1/sessions/{his}/microlocation")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (
            await _ada.PatchAsync(
                $"/v1/sessions/{his}",
                Document.Of("session", his, new { title = "Talk 2" }, ("microlocation", "microlocation", room))
            )
        ).Must(HttpStatusCode.OK);
        Assert.That((await _ada.GetAsync($"/v1/sessions/{his}/microlocation")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (
            await _owner.PatchAsync($"/v1/sessions/{his}", Document.Of("session", his, new { }, ("microlocation", "microlocation", room)))
        ).Must(HttpStatusCode.OK);
        Assert.That((await _ada.GetAsync($"/v1/sessions/{his}/microlocation")).Id(), Is.EqualTo(room));
    }

    [Test]
    public async Task A_speaker_changes_the_session_that_he_speaks_in()
    {
        var speaker = (await Speak(_owner, new { name = "Ada", email = _ada.Email })).Must(HttpStatusCode.Created).Id();
        var session = (
            await _owner.CreateAsync(
                "session",
                new { title = "Talk", state = "accepted" },
                ("event", "event", _event),
                ("speakers", "speaker", speaker)
            )
        ).Id();
        Assert.That((await _server.Anonymous.GetAsync($"/v1/sessions/{session}/speakers")).Ids, Is.EqualTo(new List<string> { speaker }));
        (await Change(_ada, session, new { title = "Better talk" })).Must(HttpStatusCode.OK);
        Assert.That(
            (await Change(await _server.SomebodyAsync(), session, new { title = "Worse" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await Change(_ada, session, new { is_locked = true })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await Change(_owner, session, new { is_locked = true })).Must(HttpStatusCode.OK);
        Assert.That((await Change(_ada, session, new { title = "Too late" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _ada.DeleteAsync($"/v1/sessions/{session}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _owner.DeleteAsync($"/v1/sessions/{session}")).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task Who_adds_himself_as_a_speaker_does_so_under_his_own_address_and_once()
    {
        var made = (await Speak(_ada, new { name = "Ada", email = "somebody@example.org" })).Must(HttpStatusCode.Created);
        Assert.That(made.Attribute("email").GetString(), Is.EqualTo(_ada.Email));
        Assert.That((await Speak(_ada, new { name = "Ada again" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await _server.Anonymous.GetAsync($"/v1/speakers/{made.Id()}")).Text,
            Does.Not.Contain(_ada.Email),
            "how to reach him is not for all"
        );
        Assert.That((await _owner.GetAsync($"/v1/speakers/{made.Id()}")).Attribute("email").GetString(), Is.EqualTo(_ada.Email));
    }

    [Test]
    public async Task A_speaker_of_another_event_speaks_in_no_session_here()
    {
        var here = (await Speak(_owner, new { name = "Ada", email = "ada@example.org" })).Must(HttpStatusCode.Created).Id();
        var session = (await Submit(_owner, new { title = "Talk" })).Must(HttpStatusCode.Created).Id();
        await OpenAFair();
        var there = (await Speak(_owner, new { name = "Ada", email = "ada@example.org" })).Must(HttpStatusCode.Created).Id();
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
        ).Must(HttpStatusCode.OK);
    }

    private Task<Answer> Submit(Client who, object attributes) =>
        who.PostAsync("/v1/sessions", Document.Of("session", null, attributes, ("event", "event", _event)));

    private Task<Answer> Speak(Client who, object attributes) =>
        who.PostAsync("/v1/speakers", Document.Of("speaker", null, attributes, ("event", "event", _event)));

    private static Task<Answer> Change(Client who, string id, object attributes) =>
        who.PatchAsync($"/v1/sessions/{id}", Document.Of("session", id, attributes));
}
