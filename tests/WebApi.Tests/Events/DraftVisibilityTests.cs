using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

public class DraftVisibilityTests : ServerFixture
{
    private Client _owner = null!;
    private Client _stranger = null!;
    private string _draft = "";
    private string _identifier = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        (_owner, _stranger) = (await Server.SomebodyAsync(), await Server.SomebodyAsync());
        var made = await _owner.CreateAsync("event", Fair.Of("Secret plan"));
        (_draft, _identifier) = (made.Id(), made.Attribute("identifier").GetString()!);
        await _owner.CreateAsync("faq", new { question = "Where?", answer = "Here." }, ("event", "event", _draft));
    }

    [Test]
    public async Task A_draft_is_not_there_for_strangers_by_id_or_identifier()
    {
        foreach (var who in new[] { Server.Anonymous, _stranger })
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
            Assert.That((await who.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
    }

    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, true)]
    [TestCase(5, false)]
    [TestCase(7, false)]
    public async Task The_event_team_sees_its_drafts_in_lists_too(int role, bool sees)
    {
        // A second owner cannot be: the event's own one is asked.
        var member = role == 1 ? _owner : await Fair.MemberAsync(Server, _draft, role);
        Assert.That(
            (await member.GetAsync($"/v1/events/{_identifier}")).Status,
            Is.EqualTo(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound)
        );
        Assert.That((await member.GetAsync("/v1/events?page[size]=0")).Ids.Contains(_draft), Is.EqualTo(sees));
    }

    [Test]
    public async Task A_draft_cannot_be_guessed_by_filters()
    {
        var guess = "/v1/events?filter=" + Uri.EscapeDataString("""[{"name":"name","op":"eq","val":"Secret plan"}]""");
        Assert.That((await _stranger.GetAsync(guess)).Ids, Is.Empty);
        Assert.That((await _owner.GetAsync(guess)).Ids, Is.EqualTo((string[])[_draft]), "the filter finds it for its team");
    }

    [Test]
    public async Task A_private_event_is_found_by_its_address()
    {
        var id = await Fair.OpenAsync(_owner);
        await Fair.ChangedAsync(_owner, id, new { privacy = "private" });
        (await Server.Anonymous.GetAsync($"/v1/events/{id}")).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task Sales_figures_are_for_the_team()
    {
        var id = await Fair.OpenAsync(_owner);
        Assert.That((await _owner.GetAsync($"/v1/events/{id}")).Attribute("completed-order-tickets").GetInt32(), Is.Zero);
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events/{id}"))
                .Data.GetProperty("attributes")
                .TryGetProperty("completed-order-tickets", out _),
            Is.False
        );
    }

    [Test]
    public async Task A_deleted_event_is_gone_for_its_team_and_comes_back_by_staff_only()
    {
        var id = await Fair.OpenAsync(_owner);
        (await _owner.DeleteAsync($"/v1/events/{id}")).Must(HttpStatusCode.OK);
        Assert.That((await _owner.GetAsync($"/v1/events/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{id}?get_trashed=true")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var restored = await Server.Admin.PatchAsync(
            $"/v1/events/{id}?get_trashed=true",
            Document.Of("event", id, new { deleted_at = (string?)null })
        );
        restored.Must(HttpStatusCode.OK);
        (await _owner.GetAsync($"/v1/events/{id}")).Must(HttpStatusCode.OK);
    }
}
