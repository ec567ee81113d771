using System.Net;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>A group with one published event, which belongs to the owner of the group.</summary>
internal sealed record TestGroup(OpenEventServer Server, ApiClient Owner, string Id, string EventId)
{
    public static async Task<TestGroup> CreateAsync(OpenEventServer server)
    {
        var owner = await server.RegisterUserAsync();
        var eventId = await TestEvents.CreateAsync(owner);
        var id = (await owner.CreateAsync("group", new { name = "Chess evenings" }, ("events", "event", eventId))).Id();
        return new TestGroup(server, owner, id, eventId);
    }

    public Task<ApiResponse> TryInviteAsync(ApiClient inviter, string email, string role = "2") =>
        inviter.PostAsync(
            "/v1/users-groups-roles",
            JsonApiDocument.Of("users-groups-role", null, new { email }, ("group", "group", Id), ("role", "role", role))
        );

    public async Task<string> InviteAsync(string email) => (await TryInviteAsync(Owner, email)).EnsureStatus(HttpStatusCode.Created).Id();

    public Task<string> GetTokenAsync(string email) => Server.GetEmailedTokenAsync("group_role", email);

    public static Task<ApiResponse> AcceptAsync(ApiClient client, string token) =>
        client.PostAsync("/v1/users-groups-roles/accept-invite", new { data = new { token } });

    /// <summary>Registers a user who is an accepted organizer of the group.</summary>
    public async Task<ApiClient> AddOrganizerAsync()
    {
        var organizer = await Server.RegisterUserAsync();
        await InviteAsync(organizer.Email);
        (await AcceptAsync(organizer, await GetTokenAsync(organizer.Email))).EnsureStatus(HttpStatusCode.OK);
        return organizer;
    }

    public async Task<ApiClient> AddFollowerAsync(bool verified = true)
    {
        var follower = await Server.RegisterUserAsync(verified);
        await follower.CreateAsync("user-follow-group", new { }, ("group", "group", Id));
        return follower;
    }

    public Task<ApiResponse> SetEventsAsync(ApiClient client, HttpMethod method, params string[] events) =>
        client.SendAsync(
            method,
            $"/v1/groups/{Id}/relationships/events",
            new { data = events.Select(e => new { type = "event", id = e }) }
        );
}
