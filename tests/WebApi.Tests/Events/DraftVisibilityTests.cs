using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

public class DraftVisibilityTests : ServerFixture
{
    private ApiClient _owner = null!;
    private ApiClient _stranger = null!;
    private string _draft = "";
    private string _identifier = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _owner = await Server.RegisterUserAsync();
        _stranger = await Server.RegisterUserAsync();
        var made = await _owner.CreateAsync("event", TestEvents.Attributes("Secret plan"));
        _draft = made.Id();
        _identifier = made.Attribute("identifier").GetString()!;
        await _owner.CreateAsync("faq", new { question = "Where?", answer = "Here." }, ("event", "event", _draft));
    }

    [Test]
    public async Task A_draft_is_404_for_other_users_by_id_or_identifier()
    {
        foreach (var client in new[] { Server.Anonymous, _stranger })
        foreach (
            var url in new[]
            {
                $"/v1/events/{_draft}",
                $"/v1/events/{_identifier}",
                $"/v1/events/{_draft}/faqs",
                $"/v1/events/{_identifier}/faqs",
                $"/v1/events/{_draft}/relationships/faqs",
            }
        )
            Assert.That((await client.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
    }

    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, true)]
    [TestCase(5, false)]
    [TestCase(7, false)]
    public async Task The_event_team_sees_its_drafts_in_lists_too(int role, bool isVisible)
    {
        // An event has only one owner.
        var member = role == 1 ? _owner : await TestEvents.AddMemberAsync(Server, _draft, role);
        Assert.That(
            (await member.GetAsync($"/v1/events/{_identifier}")).Status,
            Is.EqualTo(isVisible ? HttpStatusCode.OK : HttpStatusCode.NotFound)
        );
        Assert.That((await member.GetAsync("/v1/events?page[size]=0")).Ids.Contains(_draft), Is.EqualTo(isVisible));
    }

    [Test]
    public async Task Filters_do_not_reveal_drafts_to_other_users()
    {
        var guess = "/v1/events?filter=" + Uri.EscapeDataString("""[{"name":"name","op":"eq","val":"Secret plan"}]""");
        Assert.That((await _stranger.GetAsync(guess)).Ids, Is.Empty);
        Assert.That((await _owner.GetAsync(guess)).Ids, Is.EqualTo((string[])[_draft]), "the event team finds it");
    }

    [Test]
    public async Task Anyone_can_read_a_private_event_by_its_url()
    {
        var id = await TestEvents.CreateAsync(_owner);
        await TestEvents.UpdateAsync(_owner, id, new { privacy = "private" });
        (await Server.Anonymous.GetAsync($"/v1/events/{id}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Only_the_event_team_sees_sales_figures()
    {
        var id = await TestEvents.CreateAsync(_owner);
        Assert.That((await _owner.GetAsync($"/v1/events/{id}")).Attribute("completed-order-tickets").GetInt32(), Is.Zero);
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events/{id}"))
                .Data.GetProperty("attributes")
                .TryGetProperty("completed-order-tickets", out _),
            Is.False
        );
    }

    [Test]
    public async Task A_deleted_event_is_404_for_its_team_and_only_staff_restore_it()
    {
        var id = await TestEvents.CreateAsync(_owner);
        (await _owner.DeleteAsync($"/v1/events/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _owner.GetAsync($"/v1/events/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{id}?get_trashed=true")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var restored = await Server.Admin.PatchAsync(
            $"/v1/events/{id}?get_trashed=true",
            JsonApiDocument.Of("event", id, new { deleted_at = (string?)null })
        );
        restored.EnsureStatus(HttpStatusCode.OK);
        (await _owner.GetAsync($"/v1/events/{id}")).EnsureStatus(HttpStatusCode.OK);
    }
}
