namespace OpenEvent.Bench.Throughput;

/// <summary>One order and the statements that it ran, in order.</summary>
/// <param name="NewIds">The id of the row that the order inserted, by table.</param>
internal sealed record RecordedOrder(
    long Buyer,
    long Ticket,
    DateTimeOffset At,
    IReadOnlyList<LoggedStatement> Statements,
    IReadOnlyDictionary<string, long> NewIds
)
{
    private const string Marker = "SELECT 'recorded'";

    /// <summary>Statements of the connection pool. They are not part of the order, and pgbench has no pool.</summary>
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
        var start = new FileInfo(postgres.Log).Length;
        var at = DateTimeOffset.UtcNow;
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
                throw new InvalidOperationException($"The order inserted two rows into {table}, which the recording does not support.");
        return new RecordedOrder(buyer, ticket, at, statements, ids);
    }

    /// <summary>False if the orders ran different statements, for example because a background job ran in between.</summary>
    public bool HasSameStatements(RecordedOrder other) => Statements.Select(s => s.Sql).SequenceEqual(other.Statements.Select(s => s.Sql));
}
