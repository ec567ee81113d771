using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Counts the payments and refunds that wait for the provider or for a person, every minute, for the metrics.</summary>
internal sealed class PaymentMonitor(NpgsqlDataSource source, PaymentMetrics metrics, TimeProvider clock, ILogger<PaymentMonitor> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log)
{
    private readonly TimeProvider _clock = clock;

    protected override Task RunAsync(CancellationToken ct) => CountAsync(ct);

    internal async Task CountAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            SELECT
                (SELECT count(*) FROM payments WHERE check_at IS NOT NULL AND state = 'Open' AND created_at < $1),
                (SELECT count(*) FROM refunds WHERE state IN ('Pending', 'Sent')),
                (SELECT count(*) FROM refunds WHERE state = 'Failed' AND NOT is_resolved),
                (SELECT count(*) FROM payments WHERE dispute_state = 'Open')
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = _clock.GetUtcNow().AddHours(-1) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        metrics.Counts = new PaymentCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }
}
