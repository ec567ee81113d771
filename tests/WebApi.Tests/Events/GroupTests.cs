using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Platform;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Who may do what with a group and with its events.</summary>
[TestFixture]
public sealed class GroupTests : ServerFixture
{
    [Test]
    public async Task An_organizer_of_a_group_organizes_its_events_and_no_others()
    {
        var group = await TestGroup.CreateAsync(Server);
        var ungrouped = await TestEvents.CreateAsync(group.Owner, "draft");
        var elsewhere = await TestGroup.CreateAsync(Server);
        var draft = await TestEvents.CreateAsync(group.Owner, "draft");
        (await group.SetEventsAsync(group.Owner, HttpMethod.Post, draft)).EnsureStatus(HttpStatusCode.OK);
        var organizer = await group.AddOrganizerAsync();

        await TestEvents.UpdateAsync(organizer, group.EventId, new { owner_name = "Us" });
        Assert.That((await organizer.GetAsync($"/v1/events/{draft}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await organizer.GetAsync($"/v1/events/{group.EventId}/orders")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await organizer.GetAsync($"/v1/events/{ungrouped}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await organizer.GetAsync($"/v1/events/{elsewhere.EventId}/orders")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var rejected = await TestEvents.TryUpdateAsync(organizer, elsewhere.EventId, new { owner_name = "Us" });
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task An_organizer_of_a_group_is_not_the_owner_of_its_events()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        var other = (await organizer.CreateAsync("group", new { name = "Other evenings" })).Id();
        var moved = await organizer.PatchAsync(
            $"/v1/events/{group.EventId}",
            JsonApiDocument.Of("event", group.EventId, new { }, ("group", "group", other))
        );
        Assert.That((moved.Status, moved.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/group/data")));
        var invite = await organizer.PostAsync(
            "/v1/role-invites",
            JsonApiDocument.Of(
                "role-invite",
                null,
                new { email = "new-owner@example.org" },
                ("event", "event", group.EventId),
                ("role", "role", "1")
            )
        );
        Assert.That(invite.Status, Is.EqualTo(HttpStatusCode.Forbidden), "only the owner transfers the ownership");
    }

    [Test]
    public async Task Rights_end_with_the_role_with_the_group_and_when_the_event_leaves_it()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        Assert.That(await CanManageAsync(organizer, group), Is.True);

        (await group.SetEventsAsync(group.Owner, HttpMethod.Delete, group.EventId)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CanManageAsync(organizer, group), Is.False);
        (await group.SetEventsAsync(group.Owner, HttpMethod.Post, group.EventId)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CanManageAsync(organizer, group), Is.True);

        var role = await Server.SqlIdAsync($"SELECT id FROM users_groups_roles WHERE user_id = {organizer.UserId}");
        (await group.Owner.DeleteAsync($"/v1/users-groups-roles/{role}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CanManageAsync(organizer, group), Is.False);

        var next = await group.AddOrganizerAsync();
        Assert.That(await CanManageAsync(next, group), Is.True);
        (await group.Owner.DeleteAsync($"/v1/groups/{group.Id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CanManageAsync(next, group), Is.False);
    }

    [Test]
    public async Task A_new_owner_gets_the_event_without_its_group()
    {
        var group = await TestGroup.CreateAsync(Server);
        var newOwner = await Server.RegisterUserAsync();
        await group.Owner.CreateAsync(
            "role-invite",
            new { email = newOwner.Email },
            ("event", "event", group.EventId),
            ("role", "role", "1")
        );
        var token = await Identity.IdentityTestExtensions.GetEmailedTokenAsync(Server, "event_role", newOwner.Email);
        (await newOwner.PostAsync("/v1/role_invites/accept-invite", new { data = new { token } })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await newOwner.GetAsync($"/v1/events/{group.EventId}/group")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_event_joins_a_group_only_if_its_owner_and_the_group_want_it()
    {
        var group = await TestGroup.CreateAsync(Server);
        var stranger = await Server.RegisterUserAsync();
        var theirs = await TestEvents.CreateAsync(stranger);
        Assert.That((await group.SetEventsAsync(group.Owner, HttpMethod.Post, theirs)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var joined = await stranger.PatchAsync(
            $"/v1/events/{theirs}",
            JsonApiDocument.Of("event", theirs, new { }, ("group", "group", group.Id))
        );
        Assert.That((joined.Status, joined.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/group/data")));
        var coorganizer = await TestEvents.AddMemberAsync(Server, group.EventId, 3);
        var own = (await coorganizer.CreateAsync("group", new { name = "Mine" })).Id();
        var taken = await coorganizer.PatchAsync(
            $"/v1/events/{group.EventId}",
            JsonApiDocument.Of("event", group.EventId, new { }, ("group", "group", own))
        );
        Assert.That(taken.Status, Is.EqualTo(HttpStatusCode.Forbidden), "a co-organizer does not choose the group");
        var made = await group.Owner.PostAsync($"/v1/groups/{group.Id}/events", JsonApiDocument.Of("event", null, TestEvents.Attributes()));
        Assert.That((await group.Owner.GetAsync($"/v1/events/{made.Id()}/group")).Id(), Is.EqualTo(group.Id));
    }

    [Test]
    public async Task The_owner_of_a_group_removes_an_event_of_another_owner_and_that_owner_may_leave()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        var theirs = await TestEvents.CreateAsync(organizer);
        (await group.SetEventsAsync(organizer, HttpMethod.Post, theirs)).EnsureStatus(HttpStatusCode.OK);
        (await group.SetEventsAsync(group.Owner, HttpMethod.Delete, theirs)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Anonymous.GetAsync($"/v1/groups/{group.Id}/events")).Ids, Is.EqualTo([group.EventId]));

        (await group.SetEventsAsync(organizer, HttpMethod.Post, theirs)).EnsureStatus(HttpStatusCode.OK);
        await Server.SqlAsync($"DELETE FROM users_groups_roles WHERE user_id = {organizer.UserId}");
        (await group.SetEventsAsync(organizer, HttpMethod.Delete, theirs)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Anonymous.GetAsync($"/v1/groups/{group.Id}/events")).Ids, Is.EqualTo([group.EventId]));
    }

    [Test]
    public async Task Verified_users_create_groups_and_only_their_owner_deletes_them()
    {
        var unverified = await Server.RegisterUserAsync(verified: false);
        var rejected = await unverified.PostAsync("/v1/groups", JsonApiDocument.Of("group", null, new { name = "Chess evenings" }));
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await UpdateAsync(stranger, group, new { name = "Taken" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await UpdateAsync(organizer, group, new { about = "All about us" })).EnsureStatus(HttpStatusCode.OK);
        var promoted = await UpdateAsync(group.Owner, group, new { is_promoted = true });
        Assert.That((promoted.Status, promoted.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/is-promoted")));
        Assert.That((await organizer.DeleteAsync($"/v1/groups/{group.Id}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await group.Owner.DeleteAsync($"/v1/groups/{group.Id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Anonymous.GetAsync($"/v1/groups/{group.Id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Followers_see_themselves_and_the_group_sees_all_with_their_addresses()
    {
        var group = await TestGroup.CreateAsync(Server);
        var (ann, bob) = (await group.AddFollowerAsync(), await group.AddFollowerAsync());
        var shown = await ann.GetAsync($"/v1/groups/{group.Id}?include=follower,followers");
        Assert.That(shown.Attribute("follower-count").GetInt32(), Is.EqualTo(2));
        var own = await Server.SqlIdAsync($"SELECT id FROM user_follow_groups WHERE user_id = {ann.UserId}");
        Assert.That(
            shown.Json.GetProperty("included").EnumerateArray().Select(i => i.GetProperty("id").GetString()),
            Is.EqualTo([own]),
            "only their own row"
        );
        Assert.That((await bob.GetAsync($"/v1/user-follow-groups/{own}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/groups/{group.Id}/followers")).Ids, Is.Empty);
        var filter = Uri.EscapeDataString($$$"""[{"name":"user","op":"has","val":{"name":"email","op":"eq","val":"{{{ann.Email}}}"}}]""");
        var found = await group.Owner.GetAsync($"/v1/groups/{group.Id}/followers?include=user&filter={filter}");
        Assert.That(found.Ids, Is.EqualTo([own]));
        Assert.That(found.Text, Does.Contain(ann.Email));
        Assert.That((await bob.GetAsync($"/v1/groups/{group.Id}/followers?filter={filter}")).Ids, Is.Empty);
        var again = await ann.PostAsync(
            "/v1/user-follow-groups",
            JsonApiDocument.Of("user-follow-group", null, new { }, ("group", "group", group.Id))
        );
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await bob.DeleteAsync($"/v1/user-follow-groups/{own}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await ann.DeleteAsync($"/v1/user-follow-groups/{own}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ann.GetAsync($"/v1/groups/{group.Id}/follower")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_copy_by_a_user_who_does_not_manage_the_group_is_not_in_the_group()
    {
        var group = await TestGroup.CreateAsync(Server);
        var member = await TestEvents.AddMemberAsync(Server, group.EventId, role: 2);
        foreach (var (client, expected) in new[] { (member, ""), (group.Owner, group.Id) })
        {
            var copy = (await client.PostAsync($"/v1/events/{group.EventId}/copy", null)).EnsureStatus(HttpStatusCode.OK);
            var id = copy.Json.GetProperty("id").GetRawText();
            Assert.That(
                await Server.SqlAsync<string>($"SELECT coalesce(group_id::text, '') FROM events WHERE id = {id}"),
                Is.EqualTo(expected)
            );
        }
    }

    [TestCase("groups", "group")]
    [TestCase("events", "event")]
    [TestCase("owner-events", "event")]
    [TestCase("video-stream-moderators", "video-stream-moderator")]
    public async Task Nobody_creates_rows_at_the_URL_of_another_user(string list, string type)
    {
        var (user, other) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        await Server.SqlAsync($"UPDATE users SET is_profile_public = true WHERE id = {other.UserId}");
        var body = JsonApiDocument.Of(type, null, new { name = "x" });
        Assert.That((await user.PostAsync($"/v1/users/{other.UserId}/{list}", body)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await user.PostAsync($"/v1/users/999999/{list}", body)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Groups_of_a_user_are_those_that_they_own_or_organize()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        var own = await organizer.PostAsync(
            $"/v1/users/{organizer.UserId}/groups",
            JsonApiDocument.Of("group", null, new { name = "Another" })
        );
        var listed = await organizer.GetAsync($"/v1/users/{organizer.UserId}/groups?sort=id&include=user,events");
        Assert.That(listed.Ids, Is.EqualTo([group.Id, own.Id()]));
        Assert.That(
            (await group.Owner.GetAsync($"/v1/users/{organizer.UserId}/groups")).Status,
            Is.AnyOf([HttpStatusCode.NotFound, HttpStatusCode.Forbidden])
        );
    }

    private static async Task<bool> CanManageAsync(ApiClient client, TestGroup group) =>
        (await client.GetAsync($"/v1/events/{group.EventId}/orders")).Status == HttpStatusCode.OK;

    private static Task<ApiResponse> UpdateAsync(ApiClient client, TestGroup group, object attributes) =>
        client.PatchAsync($"/v1/groups/{group.Id}", JsonApiDocument.Of("group", group.Id, attributes));

    [Test]
    public async Task The_owner_exports_the_followers_and_nobody_else_does()
    {
        var group = await TestGroup.CreateAsync(Server);
        var follower = await group.AddFollowerAsync();
        await Server.SqlAsync($"UPDATE users SET public_name = '=cmd()' WHERE id = {follower.UserId}");
        var url = $"/v1/group/{group.Id}/export/followers/csv";
        var csv = (await Server.ExportAsync(group.Owner, HttpMethod.Post, url)).Text;
        Assert.That(csv, Does.Contain(follower.Email).And.Contain("'=cmd()").And.Contain("Group Join Date"));
        Assert.That((await (await group.AddOrganizerAsync()).PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await follower.PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
