using OpenEvent.Bench.Throughput;

namespace OpenEvent.Bench.Orders;

/// <summary>Records the statements that PostgreSQL receives during some work.</summary>
internal static class StatementLog
{
    private const string Marker = "SELECT 'recorded'";

    /// <summary>Statements that belong to no order: those of the benchmark, of the worker's search, and of periodic jobs.</summary>
    private static readonly string[] Others =
    [
        "WITH RECURSIVE kinds",
        "UPDATE outbox SET available_at = now()",
        "SELECT pg_notify('outbox', '')",
        "SELECT 1 FROM outbox WHERE state",
        "SELECT pg_reload_conf",
        "SHOW ",
        "ALTER ",
    ];

    public static async Task<IReadOnlyList<string>> RecordAsync(BenchPostgres postgres, Func<Task> run)
    {
        await postgres.LogStatementsAsync(true);
        await postgres.ExecuteAsSuperuserAsync(Marker);
        var start = new FileInfo(postgres.Log).Length;
        await run();
        await Task.Delay(200);
        await postgres.ExecuteAsSuperuserAsync(Marker);
        await using var file = new FileStream(postgres.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = start;
        using var reader = new StreamReader(file);
        var log = await reader.ReadToEndAsync();
        await postgres.LogStatementsAsync(false);
        return
        [
            .. LoggedStatement
                .ParseLog(log)
                .Select(s => s.Sql)
                .TakeWhile(sql => sql != Marker)
                .Where(sql => !Others.Any(other => sql.StartsWith(other, StringComparison.Ordinal))),
        ];
    }
}
