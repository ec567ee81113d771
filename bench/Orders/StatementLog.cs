using System.Globalization;
using System.Text.RegularExpressions;
using OpenEvent.Bench.Throughput;

namespace OpenEvent.Bench.Orders;

/// <summary>Records the statements that PostgreSQL receives during some work.</summary>
internal static partial class StatementLog
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

    /// <summary>The time that PostgreSQL takes for the statements of some work, by text, the largest sums first.</summary>
    public static async Task<IReadOnlyList<string>> SumTimesAsync(BenchPostgres postgres, Func<Task> run)
    {
        await postgres.ExecuteAsSuperuserAsync("ALTER SYSTEM SET log_min_duration_statement = 0");
        await postgres.ExecuteAsSuperuserAsync("SELECT pg_reload_conf()");
        await Task.Delay(500);
        var start = new FileInfo(postgres.Log).Length;
        await run();
        await postgres.ExecuteAsSuperuserAsync("ALTER SYSTEM RESET log_min_duration_statement");
        await postgres.ExecuteAsSuperuserAsync("SELECT pg_reload_conf()");
        await using var file = new FileStream(postgres.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = start;
        using var reader = new StreamReader(file);
        return
        [
            .. Timed()
                .Matches(await reader.ReadToEndAsync())
                .GroupBy(m => $"{m.Groups[2].Value} {m.Groups[3].Value}")
                .Select(g =>
                    (Text: g.Key, Count: g.Count(), Sum: g.Sum(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)))
                )
                .OrderByDescending(g => g.Sum)
                .Take(15)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Sum, 9:0.0} ms {g.Count, 6} × {g.Text}")),
        ];
    }

    /// <summary>A line with the time of a statement, or of its preparation, and the beginning of its text.</summary>
    [GeneratedRegex(@"LOG:  duration: ([\d.]+) ms  (parse|bind|execute|statement)[^:]*: (.{0,90})")]
    private static partial Regex Timed();

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
