using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Reads the events that the daily job sends e-mails about, in batches.</summary>
internal static class DailyEventBatch
{
    private const int Size = 100;

    /// <summary>The next events in the order of their ids, not tracked.</summary>
    /// <param name="afterEventId">Only events with a higher id are read.</param>
    /// <param name="except">Events that are left out, because they failed.</param>
    public static Task<List<Event>> TakeBatchAsync(this IQueryable<Event> events, long afterEventId, long[] except, CancellationToken ct) =>
        events.AsNoTracking().Where(e => e.Id > afterEventId && !except.Contains(e.Id)).OrderBy(e => e.Id).Take(Size).ToListAsync(ct);
}
