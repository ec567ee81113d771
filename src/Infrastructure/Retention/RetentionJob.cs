using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Retention;

/// <summary>
/// Applies one rule, in batches that are transactions of their own, so that no delete holds many row locks or writes much at once.
/// </summary>
/// <param name="turn">Held during a run: one rule at a time on each server.</param>
internal sealed class RetentionJob(
    RetentionRule rule,
    SemaphoreSlim turn,
    NpgsqlDataSource source,
    RetentionSettings settings,
    TimeProvider clock,
    ILogger<RetentionJob> log
) : IScheduledJob
{
    public const int BatchSize = 1000;

    public string Name => rule.JobName;

    public JobSchedule Schedule => JobSchedule.Hourly;

    public bool IsEnabled => rule.GetAge(settings) is not null;

    public async Task RunAsync(CancellationToken ct)
    {
        if (rule.GetAge(settings) is not { } age)
            return;
        await turn.WaitAsync(ct);
        try
        {
            await DeleteAsync(clock.GetUtcNow() - age, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task DeleteAsync(DateTimeOffset oldest, CancellationToken ct)
    {
        var total = 0;
        for (var count = BatchSize; count == BatchSize; total += count)
        {
            await using var command = source.CreateCommand(rule.BatchSql);
            command.Parameters.AddWithValue(oldest);
            command.Parameters.AddWithValue(BatchSize);
            count = await command.ExecuteNonQueryAsync(ct);
        }

        if (total > 0)
            log.LogDebug("{Job}: {Count} rows", Name, total);
    }
}
