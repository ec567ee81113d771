namespace OpenEvent.Bench.Throughput;

/// <summary>One order, and every statement that it made, in their order.</summary>
/// <param name="NewIds">By table: the id of the row that the order added to it.</param>
internal sealed record RecordedOrder(
    long Buyer,
    long Ticket,
    DateTimeOffset At,
    IReadOnlyList<LoggedStatement> Statements,
    IReadOnlyDictionary<string, long> NewIds
)
{
    private const string Marker = "SELECT 'recorded'";

    /// <summary>What the connection pool says when it lends a connection: no part of the order, and pgbench has no pool.</summary>
    private static readonly string[] PoolStatements =
    [
        "DISCARD",
        "RESET",
        "CLOSE ALL",
        "UNLISTEN",
        "SET SESSION AUTHORIZATION",
        "SELECT pg_advisory_unlock_all",
    ];

    public static async Task<RecordedOrder> RecordAsync(BenchPostgres postgres, Func<Task> order, long buyer, long ticket)
    {
        await postgres.LogStatementsAsync(true);
        await postgres.ExecuteAsSuperuserAsync(Marker);
        var (start, at) = (new FileInfo(postgres.Log).Length, DateTimeOffset.UtcNow);
        await order();
        await postgres.ExecuteAsSuperuserAsync(Marker);
        await using var file = new FileStream(postgres.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = start;
        using var reader = new StreamReader(file);
        var log = await reader.ReadToEndAsync();
        await postgres.LogStatementsAsync(false);
        List<LoggedStatement> statements =
        [
            .. LoggedStatement
                .ParseLog(log)
                .TakeWhile(s => s.Sql != Marker)
                .Where(s => !PoolStatements.Any(p => s.Sql.StartsWith(p, StringComparison.Ordinal))),
        ];
        Dictionary<string, long> ids = [];
        foreach (var table in statements.Select(s => s.InsertedTable).OfType<string>())
            if (!ids.TryAdd(table, await postgres.CountAsync($"SELECT max(id) FROM {table}")))
                throw new InvalidOperationException($"An order adds two rows to {table}: the recording has no rule for that.");
        return new RecordedOrder(buyer, ticket, at, statements, ids);
    }

    /// <summary>Whether the other one did the same; a background job may have come between.</summary>
    public bool HasSameStatements(RecordedOrder other) => Statements.Select(s => s.Sql).SequenceEqual(other.Statements.Select(s => s.Sql));
}
