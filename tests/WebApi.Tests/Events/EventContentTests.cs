using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Rules of sponsors, copyrights, tracks and speakers' calls. Tests of all routes check the common rules.</summary>
public class EventContentTests : ServerFixture
{
    private ApiClient _owner = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start() => _owner = await Server.RegisterUserAsync();

    [SetUp]
    public async Task CreateEventAsync() => _event = await TestEvents.CreateAsync(_owner);

    [Test]
    public async Task Sponsors_need_is_sponsors_enabled()
    {
        Assert.That((await TryCreateAsync(_owner, "sponsor", new { name = "Fossasia" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await TestEvents.UpdateAsync(_owner, _event, new { is_sponsors_enabled = true });
        Assert.That(
            (await TryCreateAsync(_owner, "sponsor", new { name = "Fossasia", level = "1" }))
                .EnsureStatus(HttpStatusCode.Created)
                .Attribute("level")
                .GetInt32(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task An_event_has_at_most_one_copyright_and_one_speakers_call()
    {
        foreach (
            var (type, path, attributes) in new (string, string, object)[]
            {
                ("event-copyright", "event-copyright", new { licence = "CC0" }),
                ("speakers-call", "speakers-call", CallAttributes("2098-01-01T00:00:00Z", "2098-02-01T00:00:00Z")),
            }
        )
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TryCreateAsync(_owner, type, attributes)));
            Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(1));
            Assert.That(
                answers.Where(a => a.Status != HttpStatusCode.Created).Select(a => a.Status),
                Is.All.EqualTo(HttpStatusCode.Conflict)
            );
            var id = (await Server.Anonymous.GetAsync($"/v1/events/{_event}/{path}")).EnsureStatus(HttpStatusCode.OK).Id();
            (await _owner.DeleteAsync($"/v1/{type}s/{id}")).EnsureStatus(HttpStatusCode.OK);
            (await TryCreateAsync(_owner, type, attributes)).EnsureStatus(HttpStatusCode.Created);
        }
    }

    [Test]
    public async Task A_speakers_call_must_end_after_it_starts_also_after_an_update()
    {
        Assert.That(
            (await TryCreateAsync(_owner, "speakers-call", CallAttributes("2098-02-01T00:00:00Z", "2098-01-01T00:00:00Z"))).Pointer,
            Is.EqualTo("/data/attributes/ends-at")
        );
        var id = (await TryCreateAsync(_owner, "speakers-call", CallAttributes("2098-01-01T00:00:00Z", "2098-02-01T00:00:00Z")))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        Assert.That(
            (int)
                (
                    await _owner.PatchAsync(
                        $"/v1/speakers-calls/{id}",
                        JsonApiDocument.Of("speakers-call", id, new { ends_at = "2097-01-01T00:00:00Z" })
                    )
                ).Status,
            Is.EqualTo(422)
        );
    }

    [TestCase(4, HttpStatusCode.Created)]
    [TestCase(3, HttpStatusCode.Created)]
    [TestCase(7, HttpStatusCode.Forbidden)]
    public async Task Track_organizers_create_tracks(int role, HttpStatusCode status) =>
        Assert.That(
            (
                await TryCreateAsync(
                    await TestEvents.AddMemberAsync(Server, _event, role),
                    "track",
                    new { name = "Main", color = "#a04b4b" }
                )
            ).Status,
            Is.EqualTo(status)
        );

    [TestCase("#000000", "#ffffff")]
    [TestCase("#fff", "#000000")]
    [TestCase("#a04b4b", "#ffffff")]
    [TestCase("#ffd700", "#000000")]
    [TestCase("gold", "#000000")]
    public async Task The_font_color_contrasts_with_the_track_color(string color, string font) =>
        Assert.That(
            (await TryCreateAsync(_owner, "track", new { name = "Main", color }))
                .EnsureStatus(HttpStatusCode.Created)
                .Attribute("font-color")
                .GetString(),
            Is.EqualTo(font)
        );

    [Test]
    public async Task Tracks_of_drafts_are_listed_only_for_the_event_team()
    {
        var draft = await TestEvents.CreateAsync(_owner, "draft");
        var hidden = (
            await _owner.PostAsync(
                "/v1/tracks",
                JsonApiDocument.Of("track", null, new { name = "Secret", color = "#000" }, ("event", "event", draft))
            )
        )
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        Assert.That((await Server.Anonymous.GetAsync("/v1/tracks?page[size]=0")).Ids, Does.Not.Contain(hidden));
        Assert.That((await _owner.GetAsync("/v1/tracks?page[size]=0")).Ids, Does.Contain(hidden));
    }

    private static object CallAttributes(string from, string to) =>
        new
        {
            announcement = "Speak!",
            starts_at = from,
            ends_at = to,
        };

    private Task<ApiResponse> TryCreateAsync(ApiClient client, string type, object attributes) =>
        client.PostAsync($"/v1/{type}s", JsonApiDocument.Of(type, null, attributes, ("event", "event", _event)));
}
