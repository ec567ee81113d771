using System.Net;
using System.Text.Json;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>An event with sessions enabled, and the steps of submitting one.</summary>
internal sealed class SessionTestEvent(OpenEventServer server, ApiClient owner, string eventId)
{
    private int _titleCount;

    public ApiClient Owner => owner;

    public string EventId => eventId;

    public static async Task<SessionTestEvent> CreateAsync(OpenEventServer server)
    {
        var owner = await server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { is_sessions_speakers_enabled = true });
        return new SessionTestEvent(server, owner, id);
    }

    public Task<ApiClient> AddMemberAsync(int role) => TestEvents.AddMemberAsync(server, eventId, role);

    /// <returns>The speaker's id.</returns>
    public async Task<string> CreateSpeakerAsync(string name, string? email) =>
        (
            await owner.CreateAsync(
                "speaker",
                new
                {
                    name,
                    email,
                    is_email_overridden = email is null,
                },
                ("event", "event", eventId)
            )
        ).Id();

    /// <summary>Submits a session. The owner adds the speakers, because submitters may add only themselves.</summary>
    /// <returns>The session's id and title.</returns>
    public async Task<(string Id, string Title)> SubmitSessionAsync(ApiClient client, string state = "pending", params string[] speakers)
    {
        var title = $"Gears {Interlocked.Increment(ref _titleCount)}";
        var id = (await client.CreateAsync("session", new { title, state }, ("event", "event", eventId))).Id();
        if (speakers.Length > 0)
            (
                await owner.PostAsync(
                    $"/v1/sessions/{id}/relationships/speakers",
                    new { data = speakers.Select(s => new { type = "speaker", id = s }) }
                )
            ).EnsureStatus(HttpStatusCode.OK);
        return (id, title);
    }

    public static Task<ApiResponse> UpdateSessionAsync(ApiClient client, string session, object attributes) =>
        client.PatchAsync($"/v1/sessions/{session}", JsonApiDocument.Of("session", session, attributes));

    /// <summary>Sets the state in the database, because the transition is not under test.</summary>
    public Task SetStateAsync(string session, string state) =>
        server.SqlAsync($"UPDATE sessions SET state = '{state}' WHERE id = {session}");

    /// <summary>The number of e-mails of a kind about a session that were sent to an address.</summary>
    public async Task<long> CountEmailsAsync(string action, string title, string to)
    {
        await server.ProcessOutboxAsync();
        return await server.SqlAsync<long>(
            $"SELECT count(*) FROM mails WHERE action = '{action}' AND recipient = '{to}' AND subject LIKE '%{title}%'"
        );
    }

    /// <summary>The recipients of e-mails about the state of a session.</summary>
    public async Task<string[]> GetEmailRecipientsAsync(string title)
    {
        await server.ProcessOutboxAsync();
        return (
            await server.SqlAsync<string>(
                $"""
                SELECT coalesce(string_agg(recipient, ' ' ORDER BY id), '') FROM mails WHERE action = 'session_state_change'
                AND subject LIKE '%"{title}"%'
                """
            )
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The session states in a user's notifications, oldest first.</summary>
    public static async Task<string[]> GetNotifiedStatesAsync(ApiClient client, string session) =>
        [.. (await GetNotificationsAsync(client, "session_state_change", session)).Select(c => c.GetProperty("state").GetString()!)];

    public static async Task<List<JsonElement>> GetNotificationsAsync(ApiClient client, string kind, string session) =>
        [
            .. (await client.GetAsync($"/v1/users/{client.UserId}/notifications?sort=id&page[size]=0"))
                .EnsureStatus(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content"))
                .Where(c => c.GetProperty("type").GetString() == kind && c.GetProperty("session").GetRawText() == session),
        ];
}
