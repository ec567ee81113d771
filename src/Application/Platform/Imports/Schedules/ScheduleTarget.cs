using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Finds the event that a schedule file belongs to, among those of which the user is an owner or organizer: so a second import changes the
/// sessions of the first.
/// </summary>
internal sealed partial class ScheduleTarget(IData data)
{
    /// <param name="eventId">The event that the user has chosen. Null: the file decides.</param>
    /// <returns>Null: the file belongs to no event of the user.</returns>
    /// <exception cref="RejectedException">Forbidden: the user has lost their role at the chosen event.</exception>
    public async Task<Event?> FindAsync(Actor user, long? eventId, IReadOnlyList<ImportedSession> sessions, CancellationToken ct)
    {
        var ids = user.Roles.Where(r => r.Role <= TeamRole.Organizer).Select(r => r.EventId).ToList();
        if (eventId is { } chosen && EventPolicy.ImportSessions(user, new Event { Id = chosen }) is { IsAllowed: false } denied)
            throw RejectedException.Forbidden(denied.Reason!);
        var id = eventId ?? await FindOwnExportAsync(ids, sessions, ct) ?? await FindEarlierImportAsync(ids, sessions, ct);
        if (id is null)
            return null;
        // Two imports into an event run one after the other.
        await data.LockRowAsync<Event>(id.Value, ct);
        return await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == id && e.DeletedAt == null, ct)
            ?? throw RejectedException.Gone("The event was deleted.");
    }

    /// <summary>The id of a session in the UIDs of our own exports of this event.</summary>
    public static long? FindSessionId(string uid, string eventIdentifier) =>
        OwnUid().Match(uid) is { Success: true } match && match.Groups["event"].Value == eventIdentifier
            ? long.Parse(match.Groups["session"].Value, CultureInfo.InvariantCulture)
            : null;

    private async Task<long?> FindOwnExportAsync(List<long> ids, IReadOnlyList<ImportedSession> sessions, CancellationToken ct)
    {
        var match = sessions.Count == 0 ? Match.Empty : OwnUid().Match(sessions[0].Uid);
        if (!match.Success)
            return null;
        var identifier = match.Groups["event"].Value;
        return await data.Set<Event>()
            .Where(e => e.Identifier == identifier && e.DeletedAt == null && ids.Contains(e.Id))
            .Select(e => (long?)e.Id)
            .SingleOrDefaultAsync(ct);
    }

    private async Task<long?> FindEarlierImportAsync(List<long> ids, IReadOnlyList<ImportedSession> sessions, CancellationToken ct)
    {
        var uids = sessions.Select(s => s.Uid).ToList();
        return await data.Set<Session>()
            .Where(s => ids.Contains(s.EventId) && s.Event.DeletedAt == null && s.ImportUid != null && uids.Contains(s.ImportUid))
            .OrderByDescending(s => s.EventId)
            .Select(s => (long?)s.EventId)
            .FirstOrDefaultAsync(ct);
    }

    [GeneratedRegex("^session-(?<session>[1-9][0-9]{0,17})@(?<event>[0-9a-f]{8})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnUid();
}
