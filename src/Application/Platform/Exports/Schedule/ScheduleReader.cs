using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Reads the public schedule of an event: accepted and confirmed sessions that have a time, in the order of their start. Deleted sessions
/// and those in any other state are never part of it. Deleted rooms, tracks and session types are left out.
/// </summary>
internal sealed class ScheduleReader(IData data)
{
    private const int BatchSize = 200;

    public IAsyncEnumerable<ScheduledSession> ReadAsync(long eventId, CancellationToken ct) => ReadAsync(Of(eventId), ct);

    /// <summary>Only the favourite sessions of a user.</summary>
    public IAsyncEnumerable<ScheduledSession> ReadFavouritesAsync(long eventId, long userId, CancellationToken ct) =>
        ReadAsync(OfFavourites(eventId, userId), ct);

    /// <summary>Whether there are more sessions than this.</summary>
    /// <param name="userId">Only the favourite sessions of this user. Null: all.</param>
    public Task<bool> HasMoreThanAsync(int sessions, long eventId, long? userId, CancellationToken ct) =>
        (userId is { } user ? OfFavourites(eventId, user) : Of(eventId)).Skip(sessions).AnyAsync(ct);

    /// <summary>The sessions with these ids, in the order of the ids. Those that are not public any more are left out.</summary>
    public async IAsyncEnumerable<ScheduledSession> ReadAsync(
        long eventId,
        IEnumerable<long> sessionIds,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var ids in sessionIds.Chunk(BatchSize))
        {
            var batch = (await LoadAsync(Of(eventId).Where(s => ids.Contains(s.Id)), ct)).ToDictionary(s => s.Id);
            foreach (var id in ids)
                if (batch.TryGetValue(id, out var session))
                    yield return session;
        }
    }

    /// <summary>The start and the room of each session.</summary>
    public async Task<List<(long Id, DateTimeOffset StartsAt, long? RoomId, string? Room)>> ListStartsAsync(
        long eventId,
        CancellationToken ct
    ) =>
        [
            .. (
                await Of(eventId)
                    .Select(s => new
                    {
                        s.Id,
                        StartsAt = s.StartsAt!.Value,
                        RoomId = s.Microlocation!.DeletedAt == null ? s.MicrolocationId : null,
                        Room = s.Microlocation.DeletedAt == null ? s.Microlocation.Name : null,
                    })
                    .ToListAsync(ct)
            ).Select(s => (s.Id, s.StartsAt, s.RoomId, s.Room)),
        ];

    private IQueryable<Session> OfFavourites(long eventId, long userId) =>
        Of(eventId).Where(s => data.Set<UserFavouriteSession>().Any(f => f.SessionId == s.Id && f.UserId == userId));

    private IQueryable<Session> Of(long eventId) =>
        data.Set<Session>().AsNoTracking().InPublicProgram(eventId).Where(s => s.StartsAt != null && s.EndsAt != null);

    private static async IAsyncEnumerable<ScheduledSession> ReadAsync(
        IQueryable<Session> sessions,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        Expression<Func<Session, bool>> isNext = _ => true;
        while (true)
        {
            var batch = await LoadAsync(sessions.Where(isNext).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(BatchSize), ct);
            foreach (var session in batch)
                yield return session;
            if (batch.Count < BatchSize)
                yield break;
            DateTimeOffset? start = batch[^1].StartsAt;
            var id = batch[^1].Id;
            isNext = s => s.StartsAt > start || (s.StartsAt == start && s.Id > id);
        }
    }

    private static async Task<List<ScheduledSession>> LoadAsync(IQueryable<Session> sessions, CancellationToken ct)
    {
        var rows = await sessions
            .Select(s => new
            {
                Session = s,
                Room = s.Microlocation!.DeletedAt == null ? s.Microlocation.Name : null,
                Track = s.Track!.DeletedAt == null ? s.Track.Name : null,
                Type = s.SessionType!.DeletedAt == null ? s.SessionType.Name : null,
                Speakers = s
                    .Speakers.Where(x => x.Speaker.DeletedAt == null)
                    .OrderBy(x => x.SpeakerId)
                    .Select(x => new ScheduledSpeaker(x.SpeakerId, x.Speaker.Name))
                    .ToList(),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(row => Describe(row.Session, row.Room, row.Track, row.Type, row.Speakers));
    }

    private static ScheduledSession Describe(Session s, string? room, string? track, string? type, List<ScheduledSpeaker> speakers) =>
        new(
            s.Id,
            s.Title,
            s.Subtitle,
            s.ShortAbstract,
            s.LongAbstract,
            s.StartsAt!.Value,
            s.EndsAt!.Value,
            room,
            track,
            type,
            s.Language,
            speakers
        );
}
