using OpenEvent.Application.Common;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <inheritdoc />
internal sealed class ActivityLog(OpenEventDb db, ActivityFormats types, ActivityWriter writer) : IActivityLog
{
    public Task RecordCreatedAsync(IReadOnlyList<Entity> rows, CancellationToken ct) =>
        writer.WriteAsync(
            db,
            rows.GroupBy(r => r.GetType())
                .Select(g => (Count: g.Count(), Format: types.Find(g.Key)))
                .Where(g => g.Format is not null)
                .Select(g => ActivityWriter.Summarize(g.Count, g.Format!.Name, "created")),
            ct
        );
}
