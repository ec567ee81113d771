using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>An event to try things on.</summary>
internal static class Fair
{
    public static object Of(
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

    public static async Task<string> OpenAsync(Client owner, string state = "published", string name = "Fair") =>
        (await owner.CreateAsync("event", Of(name, state))).Id();

    public static Task<Answer> TryAsync(Client who, object attributes) =>
        who.PostAsync("/v1/events", Document.Of("event", null, attributes));

    public static Task<Answer> ChangeAsync(Client who, string id, object attributes) =>
        who.PatchAsync($"/v1/events/{id}", Document.Of("event", id, attributes));

    public static async Task<Answer> ChangedAsync(Client who, string id, object attributes) =>
        (await ChangeAsync(who, id, attributes)).Must(HttpStatusCode.OK);

    /// <summary>Somebody with a role at the event: 1 owner, 2 organizer, 3 co-organizer, 4 track organizer, 5 moderator, 7 registrar.</summary>
    public static async Task<Client> MemberAsync(OpenEventServer server, string id, int role)
    {
        var person = await server.SomebodyAsync();
        await server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({person.UserId}, {id}, {role})");
        return person;
    }
}
