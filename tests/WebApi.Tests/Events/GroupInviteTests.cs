using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Invites to organize a group: hashed, expiring, for one person and one use.</summary>
[TestFixture]
public sealed class GroupInviteTests : ServerFixture
{
    [Test]
    public async Task The_invitee_accepts_once()
    {
        var group = await TestGroup.CreateAsync(Server);
        var ann = await Server.RegisterUserAsync();
        var invite = (await group.TryInviteAsync(group.Owner, ann.Email)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(invite.Attribute("accepted").GetBoolean(), Is.False);
        Assert.That(invite.Attribute("token").ValueKind, Is.EqualTo(JsonValueKind.Null), "the token is only in the e-mail");
        var token = await group.GetTokenAsync(ann.Email);
        Assert.That(
            await Server.SqlAsync<string>($"SELECT token_hash FROM users_groups_roles WHERE id = {invite.Id()}"),
            Is.Not.EqualTo(token)
        );

        var accepted = (await TestGroup.AcceptAsync(ann, token)).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(accepted.GetProperty("email").GetString(), Is.EqualTo(ann.Email));
        Assert.That(accepted.GetProperty("group").GetRawText(), Is.EqualTo(group.Id));
        Assert.That(accepted.GetProperty("role").GetString(), Is.EqualTo("organizer"));
        Assert.That((await ann.GetAsync($"/v1/users-groups-roles/{invite.Id()}")).Attribute("accepted").GetBoolean(), Is.True);
        Assert.That((await TestGroup.AcceptAsync(ann, token)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Other_accounts_and_unknown_and_expired_tokens_are_rejected()
    {
        var group = await TestGroup.CreateAsync(Server);
        var (ann, bob) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var invite = await group.InviteAsync(ann.Email);
        var token = await group.GetTokenAsync(ann.Email);
        Assert.That((await TestGroup.AcceptAsync(bob, token)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await TestGroup.AcceptAsync(Server.Anonymous, token)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await TestGroup.AcceptAsync(ann, "guess")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE users_groups_roles SET expires_at = now() - interval '1 second' WHERE id = {invite}");
        Assert.That((await TestGroup.AcceptAsync(ann, token)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Server.SqlAsync<bool>($"SELECT accepted FROM users_groups_roles WHERE id = {invite}"), Is.False);

        var renewed = (await group.TryInviteAsync(group.Owner, ann.Email)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(renewed.Id(), Is.Not.EqualTo(invite), "an expired invite is replaced");
        (await TestGroup.AcceptAsync(ann, await group.GetTokenAsync(ann.Email))).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_resent_invite_has_a_new_token_and_an_accepted_one_is_not_resent()
    {
        var group = await TestGroup.CreateAsync(Server);
        var ann = await Server.RegisterUserAsync();
        var invite = await group.InviteAsync(ann.Email);
        var first = await group.GetTokenAsync(ann.Email);
        Assert.That((await ResendAsync(ann, invite)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await ResendAsync(group.Owner, invite)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean(),
            Is.True
        );
        Assert.That((await TestGroup.AcceptAsync(ann, first)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await TestGroup.AcceptAsync(ann, await group.GetTokenAsync(ann.Email))).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ResendAsync(group.Owner, invite)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Only_the_owner_invites_organizers_only_and_each_address_once()
    {
        var group = await TestGroup.CreateAsync(Server);
        var organizer = await group.AddOrganizerAsync();
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await group.TryInviteAsync(stranger, "x1@example.org")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await group.TryInviteAsync(organizer, "x2@example.org")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        foreach (var role in new[] { "1", "3", "7" })
            Assert.That(
                (await group.TryInviteAsync(group.Owner, "x3@example.org", role)).Status,
                Is.EqualTo(HttpStatusCode.Forbidden),
                role
            );
        Assert.That((await group.TryInviteAsync(group.Owner, organizer.Email)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await group.InviteAsync("x4@example.org");
        Assert.That((await group.TryInviteAsync(group.Owner, "X4@example.org")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Roles_are_visible_to_the_organizers_and_to_the_invitee()
    {
        var group = await TestGroup.CreateAsync(Server);
        var (invitee, unverified) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync(verified: false));
        var invite = await group.InviteAsync(invitee.Email);
        var secret = await group.InviteAsync(unverified.Email);
        var organizer = await group.AddOrganizerAsync();
        foreach (var path in new[] { "roles", "users-groups-roles" })
        {
            Assert.That((await organizer.GetAsync($"/v1/groups/{group.Id}/{path}")).Ids, Has.Exactly(3).Items);
            Assert.That((await invitee.GetAsync($"/v1/groups/{group.Id}/{path}")).Ids, Is.EqualTo([invite]));
            Assert.That((await unverified.GetAsync($"/v1/groups/{group.Id}/{path}")).Ids, Is.Empty);
            Assert.That((await Server.Anonymous.GetAsync($"/v1/groups/{group.Id}/{path}")).Ids, Is.Empty);
        }

        Assert.That((await unverified.GetAsync($"/v1/users-groups-roles/{secret}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await organizer.DeleteAsync($"/v1/users-groups-roles/{invite}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await group.Owner.DeleteAsync($"/v1/users-groups-roles/{invite}")).EnsureStatus(HttpStatusCode.OK);
    }

    private static Task<ApiResponse> ResendAsync(ApiClient client, string invite) =>
        client.PostAsync($"/v1/group-role-invites/{invite}/resend-invite", null);
}
