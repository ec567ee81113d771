using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Creates and updates simple events.</summary>
internal static class TestEvents
{
    public static object Attributes(
        string name = "Fair",
        string state = "draft",
        string starts = "2099-01-01T10:00:00Z",
        string ends = "2099-01-02T10:00:00Z",
        string timezone = "UTC"
    ) =>
        new
        {
            name,
            starts_at = starts,
            ends_at = ends,
            timezone,
            state,
        };

    public static async Task<string> CreateAsync(ApiClient owner, string state = "published", string name = "Fair") =>
        (await owner.CreateAsync("event", Attributes(name, state))).Id();

    public static Task<ApiResponse> TryCreateAsync(ApiClient client, object attributes) =>
        client.PostAsync("/v1/events", JsonApiDocument.Of("event", null, attributes));

    public static Task<ApiResponse> TryUpdateAsync(ApiClient client, string id, object attributes) =>
        client.PatchAsync($"/v1/events/{id}", JsonApiDocument.Of("event", id, attributes));

    public static async Task<ApiResponse> UpdateAsync(ApiClient client, string id, object attributes) =>
        (await TryUpdateAsync(client, id, attributes)).EnsureStatus(HttpStatusCode.OK);

    /// <summary>Registers a user with a role at the event.</summary>
    /// <param name="role">1 owner, 2 organizer, 3 co-organizer, 4 track organizer, 5 moderator, 7 registrar.</param>
    public static async Task<ApiClient> AddMemberAsync(OpenEventServer server, string id, int role)
    {
        var person = await server.RegisterUserAsync();
        await server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({person.UserId}, {id}, {role})");
        return person;
    }
}
