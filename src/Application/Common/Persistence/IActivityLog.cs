using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// The log of changes, for rows that <see cref="IData.BulkInsertAsync"/> inserts. Tracked rows are recorded without it.
/// </summary>
public interface IActivityLog
{
    /// <summary>Records new rows in the open transaction, with one line for each type.</summary>
    Task RecordCreatedAsync(IReadOnlyList<Entity> rows, CancellationToken ct);
}
