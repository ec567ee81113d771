using Npgsql;
using OpenEvent.Bench.Throughput;

namespace OpenEvent.Bench.Orders;

/// <summary>
/// Holds outbox entries of some kinds back by a trigger, so that each kind is processed and measured alone. It counts what is not done yet.
/// </summary>
internal sealed class HeldOutbox(BenchPostgres postgres)
{
    public const string Tickets = "order-completed",
        Emails = "letter";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public async Task HoldAsync() =>
        await postgres.ExecuteAsync(
            """
            CREATE OR REPLACE FUNCTION bench_hold() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN NEW.available_at := NEW.available_at + interval ''1 year''; RETURN NEW; END';
            CREATE OR REPLACE TRIGGER bench_hold BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION bench_hold()
            """
        );

    /// <summary>New entries are no longer held back.</summary>
    public async Task StopHoldingAsync() => await postgres.ExecuteAsync("DROP TRIGGER IF EXISTS bench_hold ON outbox");

    /// <summary>Lets the server process the waiting entries of a kind, and waits until it has.</summary>
    public async Task ProcessAsync(string kind)
    {
        await postgres.ExecuteAsync(
            $"UPDATE outbox SET available_at = now() WHERE state = 'Waiting' AND kind = '{kind}'; SELECT pg_notify('outbox', '')"
        );
        await WaitForAsync($"state = 'Waiting' AND kind = '{kind}'");
    }

    /// <summary>Waits until all entries of orders are done.</summary>
    public Task WaitForAllAsync() => WaitForAsync($"state = 'Waiting' AND kind IN ('{Tickets}', '{Emails}')");

    /// <summary>Asks on one connection: opening one costs PostgreSQL more than many orders.</summary>
    private async Task WaitForAsync(string condition)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT 1 FROM outbox WHERE {condition} LIMIT 1", connection);
        while (await command.ExecuteScalarAsync() is not null)
            await Task.Delay(Interval);
    }
}
