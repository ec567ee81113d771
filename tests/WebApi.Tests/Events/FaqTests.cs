using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>FAQs and FAQ types (docs/reference/events.md#faqs-and-faq-types).</summary>
public class FaqTests : ServerFixture
{
    private ApiClient _owner = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start() => _owner = await Server.RegisterUserAsync();

    [SetUp]
    public async Task CreateEventAsync() => _event = await TestEvents.CreateAsync(_owner);

    [TestCase("question")]
    [TestCase("answer")]
    public async Task Question_and_answer_are_required(string member)
    {
        var body = JsonApiDocument.Of("faq", null, new { question = "Where?", answer = "Here." }, ("event", "event", _event));
        body["data"]!["attributes"]!.AsObject().Remove(member);
        var rejected = await _owner.PostAsync("/v1/faqs", body);
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, $"/data/attributes/{member}")));
    }

    [TestCase("faq", "question")]
    [TestCase("faq-type", "name")]
    public async Task The_event_is_required(string type, string text)
    {
        var body = JsonApiDocument.Of(type, null, new { answer = "Here." });
        body["data"]!["attributes"]![text] = "Where?";
        var rejected = await _owner.PostAsync($"/v1/{type}s", body);
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, "/data/relationships/event")));
    }

    [Test]
    public async Task A_type_name_is_unique_per_event_ignoring_case_and_surrounding_spaces()
    {
        await CreateTypeAsync("Überblick");
        Assert.That((await TryCreateTypeAsync("  ÜBERBLICK ")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var other = await TestEvents.CreateAsync(_owner);
        (
            await _owner.PostAsync(
                "/v1/faq-types",
                JsonApiDocument.Of("faq-type", null, new { name = "Überblick" }, ("event", "event", other))
            )
        ).EnsureStatus(HttpStatusCode.Created);
        var second = await CreateTypeAsync("Travel");
        var renamed = await _owner.PatchAsync(
            $"/v1/faq-types/{second}",
            JsonApiDocument.Of("faq-type", second, new { name = "überblick" })
        );
        Assert.That((renamed.Status, renamed.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/name")));
    }

    [Test]
    public async Task Concurrent_creates_with_the_same_name_create_one_type()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TryCreateTypeAsync("Rush")));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.Created).Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task The_name_of_a_deleted_type_is_reusable_and_its_faqs_stay_without_a_type()
    {
        var type = await CreateTypeAsync("Food");
        var faq = (
            await _owner.CreateAsync(
                "faq",
                new { question = "Lunch?", answer = "Yes." },
                ("event", "event", _event),
                ("faq-type", "faq-type", type)
            )
        ).Id();
        (await _owner.DeleteAsync($"/v1/faq-types/{type}")).EnsureStatus(HttpStatusCode.OK);
        var left = await _owner.GetAsync($"/v1/faqs/{faq}?include=faq-type");
        Assert.That(left.Attribute("answer").GetString(), Is.EqualTo("Yes."));
        Assert.That((await _owner.GetAsync($"/v1/faqs/{faq}/relationships/faq-type")).Data.ValueKind, Is.EqualTo(JsonValueKind.Null));
        await CreateTypeAsync("food");
    }

    [Test]
    public async Task A_type_of_another_event_is_422_in_a_create_an_update_and_a_relationship()
    {
        var other = await TestEvents.CreateAsync(_owner);
        var foreign = (await _owner.CreateAsync("faq-type", new { name = "Elsewhere" }, ("event", "event", other))).Id();
        var made = await _owner.PostAsync(
            "/v1/faqs",
            JsonApiDocument.Of(
                "faq",
                null,
                new { question = "Q", answer = "A" },
                ("event", "event", _event),
                ("faq-type", "faq-type", foreign)
            )
        );
        Assert.That(((int)made.Status, made.Pointer), Is.EqualTo((422, "/data/relationships/faq-type/data")));
        var faq = (await _owner.CreateAsync("faq", new { question = "Q", answer = "A" }, ("event", "event", _event))).Id();
        Assert.That(
            (int)
                (
                    await _owner.PatchAsync($"/v1/faqs/{faq}", JsonApiDocument.Of("faq", faq, new { }, ("faq-type", "faq-type", foreign)))
                ).Status,
            Is.EqualTo(422)
        );
        Assert.That(
            (int)
                (
                    await _owner.PatchAsync(
                        $"/v1/faqs/{faq}/relationships/faq-type",
                        new { data = new { type = "faq-type", id = foreign } }
                    )
                ).Status,
            Is.EqualTo(422)
        );
    }

    [Test]
    public async Task Faqs_are_listed_under_the_event_and_under_the_type()
    {
        var type = await CreateTypeAsync("Arrival");
        var typed = (
            await _owner.CreateAsync(
                "faq",
                new { question = "How?", answer = "Train." },
                ("event", "event", _event),
                ("faq-type", "faq-type", type)
            )
        ).Id();
        var plain = (await _owner.CreateAsync("faq", new { question = "When?", answer = "Now." }, ("event", "event", _event))).Id();
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{_event}/faqs")).Ids, Is.EquivalentTo((string[])[typed, plain]));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/faq-types/{type}/faqs")).Ids, Is.EqualTo((string[])[typed]));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{_event}/faq-types")).Ids, Is.EqualTo((string[])[type]));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/faqs/{typed}/faq-type")).Id(), Is.EqualTo(type));
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/faqs/{plain}/faq-type")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "an empty to-one relationship"
        );
        Assert.That((await Server.Anonymous.GetAsync($"/v1/faq-types/{type}/relationships/faqs")).Ids, Is.EqualTo((string[])[typed]));
    }

    [Test]
    public async Task The_type_of_a_faq_can_be_removed_and_its_event_cannot_change()
    {
        var type = await CreateTypeAsync("Stay");
        var faq = (
            await _owner.CreateAsync(
                "faq",
                new { question = "Q", answer = "A" },
                ("event", "event", _event),
                ("faq-type", "faq-type", type)
            )
        ).Id();
        (await _owner.PatchAsync($"/v1/faqs/{faq}/relationships/faq-type", """{"data":null}""")).EnsureStatus(HttpStatusCode.OK);
        var other = await TestEvents.CreateAsync(_owner);
        Assert.That(
            (int)(await _owner.PatchAsync($"/v1/faqs/{faq}/relationships/event", new { data = new { type = "event", id = other } })).Status,
            Is.AnyOf(403, 409, 422)
        );
        Assert.That((await _owner.GetAsync($"/v1/faqs/{faq}/event")).Id(), Is.EqualTo(_event));
    }

    [Test]
    public async Task Only_the_event_team_creates_updates_and_deletes_faqs()
    {
        var faq = (await _owner.CreateAsync("faq", new { question = "Q", answer = "A" }, ("event", "event", _event))).Id();
        foreach (var client in new[] { await Server.RegisterUserAsync(), await TestEvents.AddMemberAsync(Server, _event, 7) })
        {
            Assert.That(
                (int)
                    (
                        await client.PostAsync(
                            "/v1/faqs",
                            JsonApiDocument.Of("faq", null, new { question = "Q", answer = "A" }, ("event", "event", _event))
                        )
                    ).Status,
                Is.AnyOf(403, 404)
            );
            Assert.That(
                (await client.PatchAsync($"/v1/faqs/{faq}", JsonApiDocument.Of("faq", faq, new { answer = "B" }))).Status,
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
            Assert.That((await client.DeleteAsync($"/v1/faqs/{faq}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        var coorganizer = await TestEvents.AddMemberAsync(Server, _event, 3);
        (await coorganizer.PatchAsync($"/v1/faqs/{faq}", JsonApiDocument.Of("faq", faq, new { answer = "B" }))).EnsureStatus(
            HttpStatusCode.OK
        );
        (await coorganizer.DeleteAsync($"/v1/faqs/{faq}")).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task<string> CreateTypeAsync(string name) => (await TryCreateTypeAsync(name)).EnsureStatus(HttpStatusCode.Created).Id();

    private Task<ApiResponse> TryCreateTypeAsync(string name) =>
        _owner.PostAsync("/v1/faq-types", JsonApiDocument.Of("faq-type", null, new { name }, ("event", "event", _event)));
}
