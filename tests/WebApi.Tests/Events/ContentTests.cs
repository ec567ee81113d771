using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>What is peculiar to sponsors, copyrights, tracks and calls; what all content has in common, the proofs test.</summary>
public class ContentTests : ServerFixture
{
    private Client _owner = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start() => _owner = await Server.SomebodyAsync();

    [SetUp]
    public async Task OpenAFair() => _event = await Fair.OpenAsync(_owner);

    [Test]
    public async Task Sponsors_need_the_events_switch()
    {
        Assert.That((await Try(_owner, "sponsor", new { name = "Fossasia" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await Fair.ChangedAsync(_owner, _event, new { is_sponsors_enabled = true });
        Assert.That(
            (await Try(_owner, "sponsor", new { name = "Fossasia", level = "1" }))
                .Must(HttpStatusCode.Created)
                .Attribute("level")
                .GetInt32(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task An_event_has_one_copyright_and_one_call_until_they_are_deleted()
    {
        foreach (
            var (type, path, attributes) in new (string, string, object)[]
            {
                ("event-copyright", "event-copyright", new { licence = "CC0" }),
                ("speakers-call", "speakers-call", Call("2098-01-01T00:00:00Z", "2098-02-01T00:00:00Z")),
            }
        )
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Try(_owner, type, attributes)));
            Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(1));
            Assert.That(
                answers.Where(a => a.Status != HttpStatusCode.Created).Select(a => a.Status),
                Is.All.EqualTo(HttpStatusCode.Conflict)
            );
            var id = (await Server.Anonymous.GetAsync($"/v1/events/{_event}/{path}")).Must(HttpStatusCode.OK).Id();
            (await _owner.DeleteAsync($"/v1/{type}s/{id}")).Must(HttpStatusCode.OK);
            (await Try(_owner, type, attributes)).Must(HttpStatusCode.Created);
        }
    }

    [Test]
    public async Task A_call_ends_after_it_starts_also_when_it_is_changed()
    {
        Assert.That(
            (await Try(_owner, "speakers-call", Call("2098-02-01T00:00:00Z", "2098-01-01T00:00:00Z"))).Pointer,
            Is.EqualTo("/data/attributes/ends-at")
        );
        var id = (await Try(_owner, "speakers-call", Call("2098-01-01T00:00:00Z", "2098-02-01T00:00:00Z")))
            .Must(HttpStatusCode.Created)
            .Id();
        Assert.That(
            (int)
                (
                    await _owner.PatchAsync(
                        $"/v1/speakers-calls/{id}",
                        Document.Of("speakers-call", id, new { ends_at = "2097-01-01T00:00:00Z" })
                    )
                ).Status,
            Is.EqualTo(422)
        );
    }

    [TestCase(4, HttpStatusCode.Created)]
    [TestCase(3, HttpStatusCode.Created)]
    [TestCase(7, HttpStatusCode.Forbidden)]
    public async Task Track_organizers_make_tracks(int role, HttpStatusCode status) =>
        Assert.That(
            (await Try(await Fair.MemberAsync(Server, _event, role), "track", new { name = "Main", color = "#a04b4b" })).Status,
            Is.EqualTo(status)
        );

    [TestCase("#000000", "#ffffff")]
    [TestCase("#fff", "#000000")]
    [TestCase("#a04b4b", "#ffffff")]
    [TestCase("#ffd700", "#000000")]
    [TestCase("gold", "#000000")]
    public async Task A_tracks_text_is_read_on_its_colour(string color, string font) =>
        Assert.That(
            (await Try(_owner, "track", new { name = "Main", color })).Must(HttpStatusCode.Created).Attribute("font-color").GetString(),
            Is.EqualTo(font)
        );

    [Test]
    public async Task Tracks_of_drafts_are_in_no_list()
    {
        var draft = await Fair.OpenAsync(_owner, "draft");
        var hidden = (
            await _owner.PostAsync(
                "/v1/tracks",
                Document.Of("track", null, new { name = "Secret", color = "#000" }, ("event", "event", draft))
            )
        )
            .Must(HttpStatusCode.Created)
            .Id();
        Assert.That((await Server.Anonymous.GetAsync("/v1/tracks?page[size]=0")).Ids, Does.Not.Contain(hidden));
        Assert.That((await _owner.GetAsync("/v1/tracks?page[size]=0")).Ids, Does.Contain(hidden));
    }

    private static object Call(string from, string to) =>
        new
        {
            announcement = "Speak!",
            starts_at = from,
            ends_at = to,
        };

    private Task<Answer> Try(Client who, string type, object attributes) =>
        who.PostAsync($"/v1/{type}s", Document.Of(type, null, attributes, ("event", "event", _event)));
}
