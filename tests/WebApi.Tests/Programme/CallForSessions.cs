using System.Net;
using System.Text.Json;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Programme;

/// <summary>An event that takes sessions, its organizers, and who submits one.</summary>
internal sealed class CallForSessions(OpenEventServer server, Client owner, string eventId)
{
    private int _titles;

    public Client Owner => owner;

    public string EventId => eventId;

    public static async Task<CallForSessions> OpenAsync(OpenEventServer server)
    {
        var owner = await server.SomebodyAsync();
        var id = await Fair.OpenAsync(owner);
        await Fair.ChangedAsync(owner, id, new { is_sessions_speakers_enabled = true });
        return new CallForSessions(server, owner, id);
    }

    public Task<Client> MemberAsync(int role) => Fair.MemberAsync(server, eventId, role);

    /// <returns>The speaker's id.</returns>
    public async Task<string> SpeakerAsync(string name, string? email) =>
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

    /// <returns>The session's id and title.</returns>
    public async Task<(string Id, string Title)> SubmitAsync(Client who, string state = "pending", params string[] speakers)
    {
        var title = $"Gears {Interlocked.Increment(ref _titles)}";
        return (
            (
                await who.CreateAsync(
                    "session",
                    new { title, state },
                    [("event", "event", eventId), .. speakers.Select(s => ("speakers", "speaker", s))]
                )
            ).Id(),
            title
        );
    }

    public static Task<Answer> ChangeAsync(Client who, string session, object attributes) =>
        who.PatchAsync($"/v1/sessions/{session}", Document.Of("session", session, attributes));

    /// <summary>As the server's own hand does it: the state is not what is tried.</summary>
    public Task PutAsync(string session, string state) => server.SqlAsync($"UPDATE sessions SET state = '{state}' WHERE id = {session}");

    /// <summary>How many letters of a kind about a session somebody was sent.</summary>
    public async Task<long> LettersAsync(string action, string title, string to)
    {
        await server.WorkOffAsync();
        return await server.SqlAsync<long>(
            $"SELECT count(*) FROM mails WHERE action = '{action}' AND recipient = '{to}' AND subject LIKE '%{title}%'"
        );
    }

    /// <summary>Who was sent a letter about the state of a session.</summary>
    public async Task<string[]> ToldAsync(string title)
    {
        await server.WorkOffAsync();
        return (
            await server.SqlAsync<string>(
                $"SELECT coalesce(string_agg(recipient, ' ' ORDER BY id), '') FROM mails WHERE action = 'session_state_change' AND subject LIKE '%\"{title}\"%'"
            )
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The states that somebody's notes tell about a session, the oldest first.</summary>
    public static async Task<string[]> NotedAsync(Client who, string session) =>
        [.. (await NotesAsync(who, "session_state_change", session)).Select(c => c.GetProperty("state").GetString()!)];

    public static async Task<List<JsonElement>> NotesAsync(Client who, string kind, string session) =>
        [
            .. (await who.GetAsync($"/v1/users/{who.UserId}/notifications?sort=id&page[size]=0"))
                .Must(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content"))
                .Where(c => c.GetProperty("type").GetString() == kind && c.GetProperty("session").GetRawText() == session),
        ];
}
