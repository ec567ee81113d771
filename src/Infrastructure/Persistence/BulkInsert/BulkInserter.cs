using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Inserts new rows without EF's change tracker: for the checkout, which is the path with the most concurrent requests, and for the copies
/// of an event, which are many. EF builds the text and the hundred parameters of each statement anew, and Npgsql parses the text again.
/// Here the statement text is cached for each set of columns, and columns that are null are left out (docs/decisions/020).
/// </summary>
internal static class BulkInserter
{
    private static readonly ConcurrentDictionary<Type, InsertPlan> PlanCache = new();

    /// <summary>
    /// Inserts the rows in the given order in one round trip. The foreign key of a row whose parent is also in <paramref name="rows"/> is
    /// filled in by the database.
    /// </summary>
    public static async Task InsertAsync(
        IModel model,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<object> rows,
        CancellationToken ct
    )
    {
        var parents = rows.Select(r => r.GetType()).ToHashSet();
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in rows)
            batch.BatchCommands.Add(GetPlan(model, row).CreateCommand(row, parents));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var row in rows)
        {
            if (row is Entity entity && await reader.ReadAsync(ct))
            {
                entity.Id = reader.GetInt64(0);
                entity.Version = reader.GetFieldValue<uint>(1);
            }
            if (row is Entity)
                await reader.NextResultAsync(ct);
        }
    }

    private static InsertPlan GetPlan(IModel model, object row) =>
        PlanCache.GetOrAdd(row.GetType(), type => InsertPlan.Create(model.FindEntityType(type)!));
}
