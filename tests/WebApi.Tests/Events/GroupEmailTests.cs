using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>E-mails to the followers and to the organizers of a group.</summary>
[TestFixture]
public sealed class GroupEmailTests : ServerFixture
{
    [Test]
    public async Task An_event_is_announced_to_verified_followers_once()
    {
        var group = await TestGroup.CreateAsync(Server);
        var (ann, unverified) = (await group.AddFollowerAsync(), await group.AddFollowerAsync(verified: false));
        Assert.That((await AnnounceAsync(ann, group)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await AnnounceAsync(Server.Anonymous, group)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var announced = (await AnnounceAsync(group.Owner, group)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(announced.Json.GetProperty("success").GetBoolean(), Is.True);
        await Server.ProcessOutboxAsync();
        Assert.That((await CountAsync("announce_event", ann), await CountAsync("announce_event", unverified)), Is.EqualTo((1L, 0L)));

        Assert.That((await AnnounceAsync(group.Owner, group)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        // The team can set the flag back; the followers still get no second e-mail.
        await TestEvents.UpdateAsync(group.Owner, group.EventId, new { is_announced = false });
        (await AnnounceAsync(group.Owner, group)).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That(await CountAsync("announce_event", ann), Is.EqualTo(1));
    }

    [Test]
    public async Task Drafts_and_events_of_other_groups_are_not_announced_and_a_GET_changes_nothing()
    {
        var (group, other) = (await TestGroup.CreateAsync(Server), await TestGroup.CreateAsync(Server));
        var foreign = await group.Owner.PostAsync($"/v1/groups/{group.Id}/events/{other.EventId}/announce", null);
        Assert.That(foreign.Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {group.EventId}");
        Assert.That((await AnnounceAsync(group.Owner, group)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var read = await group.Owner.GetAsync($"/v1/groups/{group.Id}/events/{group.EventId}/announce");
        Assert.That(read.Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(await Server.SqlAsync<bool>($"SELECT is_announced FROM events WHERE id = {group.EventId}"), Is.False);
    }

    [Test]
    public async Task Owner_and_organizers_get_a_message_and_a_verified_sender_a_copy()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        var (sender, unverified) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync(verified: false));
        (await SendAsync(sender, group, "When do you meet?")).EnsureStatus(HttpStatusCode.OK);
        (await SendAsync(unverified, group, "Buy my pills")).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        List<long> counts = [];
        foreach (var person in new[] { group.Owner, organizer, sender, unverified })
            counts.Add(await CountAsync("contact_group_organizers", person));
        Assert.That(counts, Is.EqualTo([2, 2, 1, 0]));
        Assert.That((await SendAsync(Server.Anonymous, group, "Hello")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await SendAsync(sender, group, " ")).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        for (var i = 0; i < 9; i++)
            (await SendAsync(sender, group, "Hello")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await SendAsync(sender, group, "Hello")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task Organizers_with_an_unverified_address_or_a_blocked_account_get_no_message()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        await Server.SqlAsync($"UPDATE users SET is_verified = false WHERE id = {group.Owner.UserId}");
        await Server.SqlAsync($"UPDATE users SET is_blocked = true WHERE id = {organizer.UserId}");
        (await SendAsync(await Server.RegisterUserAsync(), group, "Hello")).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That(await CountAsync("contact_group_organizers", group.Owner), Is.Zero);
        Assert.That(await CountAsync("contact_group_organizers", organizer), Is.Zero);
    }

    private static Task<ApiResponse> AnnounceAsync(ApiClient client, TestGroup group) =>
        client.PostAsync($"/v1/groups/{group.Id}/events/{group.EventId}/announce", null);

    private static Task<ApiResponse> SendAsync(ApiClient client, TestGroup group, string message) =>
        client.PostAsync($"/v1/groups/{group.Id}/contact-organizer", new { email = message });

    private Task<long> CountAsync(string action, ApiClient to) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{to.Email}' AND action = '{action}'");
}
