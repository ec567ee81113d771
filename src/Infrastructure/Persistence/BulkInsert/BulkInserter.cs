using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Writes new rows beside EF, for the one path that many go at once: EF would put each statement's text and its hundred parameters together anew, and Npgsql
/// would take the text apart again. Here the text of what a kind of row holds is made once, and what is null is left out (docs/decisions/020).
/// </summary>
internal static class BulkInserter
{
    private static readonly ConcurrentDictionary<Type, InsertPlan> PlanCache = new();

    /// <summary>In the order given and in one go. A row whose parent is among them gets its id by the database.</summary>
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
                (entity.Id, entity.Version) = (reader.GetInt64(0), reader.GetFieldValue<uint>(1));
            if (row is Entity)
                await reader.NextResultAsync(ct);
        }
    }

    private static InsertPlan GetPlan(IModel model, object row) =>
        PlanCache.GetOrAdd(row.GetType(), type => InsertPlan.Create(model.FindEntityType(type)!));
}
