using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Marks calls as interrupted that have no recorded end. A call of another process on this machine is interrupted when that process has
/// ended. A call of another machine or of this process is interrupted when it is older than the longest possible call. Live streams of this
/// process have no time limit and are left out. A call that still runs records its own end later.
/// </summary>
internal sealed class InterruptedCallsJob(
    NpgsqlDataSource source,
    LabSettings settings,
    TimeProvider clock,
    ILogger<InterruptedCallsJob> log
) : RecurringJob(TimeSpan.FromMinutes(10), clock, log)
{
    private const string Detail = "The server stopped during the call.";

    private readonly TimeProvider _clock = clock;
    private readonly ILogger _log = log;

    private TimeSpan LongestCall => TimeSpan.FromSeconds(settings.QueueSeconds + settings.CallSeconds + 60);

    protected override async Task RunAsync(CancellationToken ct)
    {
        var ids = new List<long>();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (
            var select = new NpgsqlCommand("SELECT id, detail, created_at, function FROM lab_calls WHERE outcome = $1", connection)
        )
        {
            select.Parameters.Add(NpgsqlDbType.Text, nameof(CallOutcome.Running));
            await using var reader = await select.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                if (
                    IsInterrupted(
                        reader.IsDBNull(1) ? null : reader.GetString(1),
                        reader.GetFieldValue<DateTimeOffset>(2),
                        reader.GetString(3) == LiveStream.RecordedFunction
                    )
                )
                    ids.Add(reader.GetInt64(0));
        }
        if (ids.Count == 0)
            return;
        await using var update = new NpgsqlCommand(
            "UPDATE lab_calls SET outcome = $2, detail = $3 WHERE id = ANY($1) AND outcome = $4",
            connection
        );
        update.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ids.ToArray());
        update.Parameters.Add(NpgsqlDbType.Text, nameof(CallOutcome.Interrupted));
        update.Parameters.Add(NpgsqlDbType.Text, Detail);
        update.Parameters.Add(NpgsqlDbType.Text, nameof(CallOutcome.Running));
        var count = await update.ExecuteNonQueryAsync(ct);
        _log.LogInformation("{Count} lab calls were interrupted when their server stopped", count);
    }

    private bool IsInterrupted(string? detail, DateTimeOffset createdAt, bool isStream) =>
        ServerInstance.Parse(detail) switch
        {
            { IsOnThisMachine: true, IsOwn: false } other => !other.IsRunning,
            { IsOwn: true } when isStream => false,
            _ => _clock.GetUtcNow() - createdAt > LongestCall,
        };
}
