using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Reads the public schedule of an event: accepted and confirmed sessions that have a time, in the order of their start. Deleted sessions
/// and those in any other state are never part of it.
/// </summary>
internal sealed class ScheduleReader(IData data)
{
    private const int BatchSize = 200;

    public IAsyncEnumerable<ScheduledSession> ReadAsync(long eventId, CancellationToken ct) => ReadAsync(Of(eventId), ct);

    /// <summary>Only the sessions of the speaker with this address.</summary>
    public IAsyncEnumerable<ScheduledSession> ReadOfSpeakerAsync(long eventId, string email, CancellationToken ct) =>
        ReadAsync(Of(eventId).Where(s => s.Speakers.Any(x => x.Speaker.DeletedAt == null && x.Speaker.Email == email)), ct);

    /// <summary>The sessions in a room that start in a time span.</summary>
    /// <param name="roomId">Null: the sessions without a room.</param>
    public IAsyncEnumerable<ScheduledSession> ReadOfRoomAsync(
        long eventId,
        long? roomId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    ) => ReadAsync(Of(eventId).Where(s => s.MicrolocationId == roomId && s.StartsAt >= from && s.StartsAt < to), ct);

    /// <summary>The starts of all sessions with their rooms, each pair once.</summary>
    public async Task<List<(DateTimeOffset StartsAt, long? RoomId, string? Room)>> ListStartsAsync(long eventId, CancellationToken ct) =>
        [
            .. (
                await Of(eventId)
                    .Select(s => new
                    {
                        StartsAt = s.StartsAt!.Value,
                        s.MicrolocationId,
                        Room = s.Microlocation == null ? null : s.Microlocation.Name,
                    })
                    .Distinct()
                    .ToListAsync(ct)
            ).Select(s => (s.StartsAt, s.MicrolocationId, s.Room)),
        ];

    private IQueryable<Session> Of(long eventId) =>
        data.Set<Session>()
            .AsNoTracking()
            .Where(s =>
                s.EventId == eventId
                && s.DeletedAt == null
                && (s.State == SessionState.Accepted || s.State == SessionState.Confirmed)
                && s.StartsAt != null
                && s.EndsAt != null
            );

    private static async IAsyncEnumerable<ScheduledSession> ReadAsync(
        IQueryable<Session> sessions,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        Expression<Func<Session, bool>> isNext = _ => true;
        while (true)
        {
            var batch = await sessions
                .Where(isNext)
                .OrderBy(s => s.StartsAt)
                .ThenBy(s => s.Id)
                .Take(BatchSize)
                .Select(s => new
                {
                    Session = s,
                    Room = s.Microlocation == null ? null : s.Microlocation.Name,
                    Track = s.Track == null ? null : s.Track.Name,
                    Type = s.SessionType == null ? null : s.SessionType.Name,
                    Speakers = s
                        .Speakers.Where(x => x.Speaker.DeletedAt == null)
                        .OrderBy(x => x.SpeakerId)
                        .Select(x => new ScheduledSpeaker(x.SpeakerId, x.Speaker.Name))
                        .ToList(),
                })
                .ToListAsync(ct);
            foreach (var row in batch)
                yield return Describe(row.Session, row.Room, row.Track, row.Type, row.Speakers);
            if (batch.Count < BatchSize)
                yield break;
            var (start, id) = (batch[^1].Session.StartsAt, batch[^1].Session.Id);
            isNext = s => s.StartsAt > start || (s.StartsAt == start && s.Id > id);
        }
    }

    private static ScheduledSession Describe(Session s, string? room, string? track, string? type, List<ScheduledSpeaker> speakers) =>
        new(
            s.Id,
            s.Title,
            s.Subtitle,
            PlainText.FromHtml(s.ShortAbstract),
            PlainText.FromHtml(s.LongAbstract),
            s.StartsAt!.Value,
            s.EndsAt!.Value,
            room,
            track,
            type,
            s.Language,
            speakers
        );
}
