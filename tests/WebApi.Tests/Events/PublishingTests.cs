using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

public class PublishingTests : ServerFixture
{
    private ApiClient _owner = null!;

    [OneTimeSetUp]
    public async Task Start() => _owner = await Server.RegisterUserAsync();

    [Test]
    public async Task The_creator_of_an_event_owns_it_and_has_an_accepted_invite()
    {
        var made = await _owner.CreateAsync("event", TestEvents.Attributes());
        Assert.That(made.Attribute("identifier").GetString(), Does.Match("^(?=.*[a-f])[0-9a-f]{8}$"));
        Assert.That(made.Attribute("state").GetString(), Is.EqualTo("draft"));
        Assert.That((await _owner.GetAsync($"/v1/events/{made.Id()}/owner")).Id(), Is.EqualTo($"{_owner.UserId}"));
        var invite = (await _owner.GetAsync($"/v1/events/{made.Id()}/role-invites")).Data[0].GetProperty("attributes");
        Assert.That(
            (
                invite.GetProperty("role-name").GetString(),
                invite.GetProperty("status").GetString(),
                invite.GetProperty("email").GetString()
            ),
            Is.EqualTo(("owner", "accepted", _owner.Email))
        );
    }

    [Test]
    public async Task An_event_without_a_state_is_a_draft() => Assert.That((
                await _owner.CreateAsync(
                    "event",
                    new
                    {
                        name = "Plain",
                        starts_at = "2099-01-01T10:00:00Z",
                        ends_at = "2099-01-02T10:00:00Z",
                        timezone = "UTC",
                    }
                )
            ).Attribute("state").GetString(), Is.EqualTo("draft"));

    [Test]
    public async Task An_unverified_account_neither_creates_nor_publishes()
    {
        var fresh = await Server.RegisterUserAsync(verified: false);
        Assert.That((await TestEvents.TryCreateAsync(fresh, TestEvents.Attributes())).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var id = await TestEvents.CreateAsync(_owner, "draft");
        await Server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({fresh.UserId}, {id}, 2)");
        Assert.That((await TestEvents.TryUpdateAsync(fresh, id, new { state = "published" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await TestEvents.TryUpdateAsync(fresh, id, new { state = "draft" })).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "unchanged"
        );
    }

    [TestCase("name")]
    [TestCase("starts-at")]
    [TestCase("ends-at")]
    [TestCase("timezone")]
    public async Task The_error_names_a_missing_required_field(string member)
    {
        var body = JsonApiDocument.Of("event", null, TestEvents.Attributes());
        body["data"]!["attributes"]!.AsObject().Remove(member);
        var rejected = await _owner.PostAsync("/v1/events", body);
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, $"/data/attributes/{member}")));
    }

    [TestCase("Mars/Olympus")]
    [TestCase("W. Europe Standard Time")]
    [TestCase("")]
    [TestCase("../etc/passwd")]
    public async Task Unknown_time_zones_are_rejected(string zone)
    {
        var rejected = await TestEvents.TryCreateAsync(_owner, TestEvents.Attributes(timezone: zone));
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, "/data/attributes/timezone")));
    }

    [TestCase("Asia/Kolkata")]
    [TestCase("America/Argentina/Buenos_Aires")]
    [TestCase("UTC")]
    public async Task IANA_time_zones_are_accepted(string zone) =>
        (await TestEvents.TryCreateAsync(_owner, TestEvents.Attributes(timezone: zone))).EnsureStatus(HttpStatusCode.Created);

    [TestCase("published", "2099-01-02T10:00:00Z", "2099-01-01T10:00:00Z", 422)]
    [TestCase("draft", "2099-01-02T10:00:00Z", "2099-01-01T10:00:00Z", 422)]
    [TestCase("published", "2099-01-01T10:00:00Z", "2099-01-01T10:00:00Z", 422)]
    [TestCase("published", "2099-01-01T10:00:00Z", "2099-01-22T10:00:00Z", 422)]
    [TestCase("published", "2099-01-01T10:00:00Z", "2099-01-22T09:59:59Z", 201)]
    [TestCase("draft", "2099-01-01T10:00:00Z", "2099-03-01T10:00:00Z", 201)]
    public async Task An_event_ends_after_it_starts_and_a_published_one_within_twenty_days(
        string state,
        string starts,
        string ends,
        int status
    )
    {
        var answer = await TestEvents.TryCreateAsync(_owner, TestEvents.Attributes("Long", state, starts, ends));
        Assert.That((int)answer.Status, Is.EqualTo(status));
        if (status == 422)
            Assert.That(answer.Pointer, Is.EqualTo("/data/attributes/ends-at"));
    }

    [Test]
    public async Task Dates_are_checked_when_they_change_and_when_the_event_is_published()
    {
        var id = (await _owner.CreateAsync("event", TestEvents.Attributes("Trade", "draft", ends: "2099-03-01T10:00:00Z"))).Id();
        Assert.That((int)(await TestEvents.TryUpdateAsync(_owner, id, new { state = "published" })).Status, Is.EqualTo(422));
        await TestEvents.UpdateAsync(_owner, id, new { state = "published", ends_at = "2099-01-05T10:00:00Z" });
        Assert.That((int)(await TestEvents.TryUpdateAsync(_owner, id, new { ends_at = "2098-01-05T10:00:00Z" })).Status, Is.EqualTo(422));
        Assert.That((await _owner.GetAsync($"/v1/events/{id}")).Attribute("ends-at").GetDateTimeOffset().Year, Is.EqualTo(2099));
    }

    [Test]
    public async Task An_event_with_a_blank_name_cannot_be_published()
    {
        var rejected = await TestEvents.TryCreateAsync(_owner, TestEvents.Attributes("  ", "published"));
        Assert.That((int)rejected.Status, Is.AnyOf(409, 422));
        Assert.That(rejected.Pointer, Is.EqualTo("/data/attributes/name"));
    }

    [TestCase("""[{"name": "Plan"}]""", 422)]
    [TestCase("""[{"name": "Plan", "link": "https://example.org/plan"}]""", 200)]
    public async Task Each_document_needs_a_name_and_a_link(string links, int status)
    {
        var id = await TestEvents.CreateAsync(_owner);
        var body = JsonApiDocument.Of("event", id, new { is_document_enabled = true });
        body["data"]!["attributes"]!["document-links"] = System.Text.Json.Nodes.JsonNode.Parse(links);
        Assert.That((int)(await _owner.PatchAsync($"/v1/events/{id}", body)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Only_staff_feature_promote_and_demote_events()
    {
        var id = await TestEvents.CreateAsync(_owner);
        foreach (var flag in new object[] { new { is_featured = true }, new { is_promoted = true }, new { is_demoted = true } })
        {
            Assert.That((await TestEvents.TryUpdateAsync(_owner, id, flag)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            await TestEvents.UpdateAsync(Server.Admin, id, flag);
        }
    }
}
