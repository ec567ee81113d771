using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class EventTeamTests : ServerFixture
{
    private ApiClient _owner = null!;
    private string _event = "";

    [SetUp]
    public async Task CreateEventAsync()
    {
        _owner = await Server.RegisterUserAsync();
        _event = await TestEvents.CreateAsync(_owner, "draft");
    }

    [Test]
    public async Task A_coorganizer_cannot_gain_a_higher_role_and_the_owner_cannot_be_removed()
    {
        var jane = await TestEvents.AddMemberAsync(Server, _event, 3);
        var ownRow = await GetTeamRowIdAsync(jane);
        var ownerRow = await GetTeamRowIdAsync(_owner);
        foreach (var role in "owner organizer".Split(' '))
        {
            Assert.That((await UpdateRoleAsync(jane, ownRow, role)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            var link = new { data = new { type = "role", id = await Server.GetRoleIdAsync(role) } };
            Assert.That(
                (await jane.PatchAsync($"/v1/users-events-roles/{ownRow}/relationships/role", link)).Status,
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
        }

        foreach (var client in new[] { jane, _owner, Server.Admin })
        {
            Assert.That((await client.DeleteAsync($"/v1/users-events-roles/{ownerRow}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That((await UpdateRoleAsync(client, ownerRow, "organizer")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        Assert.That((await UpdateRoleAsync(_owner, ownRow, "organizer")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Server.GetEventRolesAsync(jane, _event), Is.EqualTo("organizer"));
        Assert.That((await _owner.DeleteAsync($"/v1/users-events-roles/{ownRow}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.GetEventRolesAsync(jane, _event), await Server.CountOwnersAsync(_event)), Is.EqualTo(("", 1L)));
    }

    [Test]
    public async Task Owners_cannot_delete_their_account_while_they_own_an_event()
    {
        Assert.That((await _owner.DeleteAsync($"/v1/users/{_owner.UserId}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var me = (await _owner.GetAsync($"/v1/users/{_owner.UserId}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (me.Attribute("is-user-owner").GetBoolean(), me.Attribute("is-user-moderator").GetBoolean()),
            Is.EqualTo((true, false))
        );
        Assert.That(
            (await _owner.GetAsync($"/v1/users/{_owner.UserId}/owner-events")).EnsureStatus(HttpStatusCode.OK).Ids,
            Is.EqualTo(_event.Split(' '))
        );
        (await _owner.DeleteAsync($"/v1/events/{_event}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _owner.DeleteAsync($"/v1/users/{_owner.UserId}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Team_members_see_each_other_but_no_private_fields()
    {
        var jane = await TestEvents.AddMemberAsync(Server, _event, 3);
        var seen = (await _owner.GetAsync($"/v1/users/{jane.UserId}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain(jane.Email));
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await _owner.GetAsync($"/v1/users/{stranger.UserId}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<ApiResponse> UpdateRoleAsync(ApiClient by, long row, string role) =>
        await by.PatchAsync(
            $"/v1/users-events-roles/{row}",
            JsonApiDocument.Of("users-events-roles", $"{row}", null, ("role", "role", await Server.GetRoleIdAsync(role)))
        );

    private Task<long> GetTeamRowIdAsync(ApiClient user) =>
        Server.SqlAsync<long>($"SELECT id FROM users_events_roles WHERE user_id = {user.UserId} AND event_id = {_event}");
}
