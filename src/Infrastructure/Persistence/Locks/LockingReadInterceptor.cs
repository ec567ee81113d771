using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Adds the row lock to the query of <see cref="RowLocks.ReadAsync"/>: EF cannot write the clause, and its compiled queries cannot begin
/// with an SQL text (https://github.com/dotnet/efcore/issues/34374).
/// </summary>
internal sealed partial class LockingReadInterceptor : DbCommandInterceptor
{
    /// <summary>The locking text of each query. There is one for each type of row, so it is bounded.</summary>
    private static readonly ConcurrentDictionary<string, string> LockingTexts = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is OpenEventDb { Locks: { IsNextReadLocking: true } locks })
        {
            locks.IsNextReadLocking = false;
            command.CommandText = LockingTexts.GetOrAdd(command.CommandText, AddLock);
        }

        return ValueTask.FromResult(result);
    }

    /// <summary>Locks the row of the first table, not those that are joined to it.</summary>
    private static string AddLock(string sql) => $"{sql}\nFOR NO KEY UPDATE OF {FirstAlias().Match(sql).Groups[1].Value}";

    [GeneratedRegex(@"^FROM \S+ AS (\w+)", RegexOptions.Multiline)]
    private static partial Regex FirstAlias();
}
