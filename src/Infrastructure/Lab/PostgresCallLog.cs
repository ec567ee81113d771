using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Records calls in the table <c>lab_calls</c>, with one round trip before and one after the call. The commits do not wait for the disk,
/// because a call takes about a millisecond. A crash of the database may lose the records of the last half second; a crash of the server
/// loses none. It uses the connection of the request's database context, which an idempotency key may already hold.
/// </summary>
internal sealed class PostgresCallLog(OpenEventDb db, LabSettings settings, TimeProvider clock) : ICallLog
{
    private const string AsynchronousCommit = "(SELECT set_config('synchronous_commit', 'off', true)) AS at_once";

    public async Task<StartedCall> BeginAsync(long? userId, string device, string function, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var insert = new NpgsqlBatchCommand(
            "INSERT INTO lab_calls (user_id, device, function, outcome, created_at, detail) "
                + $"SELECT $1, $2, $3, $4, $5, $6 FROM {AsynchronousCommit} RETURNING id"
        );
        insert.Parameters.Add(NpgsqlDbType.Bigint, userId);
        insert.Parameters.Add(NpgsqlDbType.Text, device);
        insert.Parameters.Add(NpgsqlDbType.Text, function);
        insert.Parameters.Add(NpgsqlDbType.Text, nameof(CallOutcome.Running));
        insert.Parameters.Add(NpgsqlDbType.TimestampTz, now);
        insert.Parameters.Add(NpgsqlDbType.Text, ServerInstance.Own.ToString());
        var select = SelectBookings(userId, device, now);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = new NpgsqlBatch(Connection) { BatchCommands = { insert, select } };
            await using var reader = await batch.ExecuteReaderAsync(ct);
            return await ReadAsync(reader, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public async Task<IReadOnlyList<BookedPeriod>> GetBookingsAsync(long? userId, string device, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var select = SelectBookings(userId, device, clock.GetUtcNow());
            await using var batch = new NpgsqlBatch(Connection) { BatchCommands = { select } };
            await using var reader = await batch.ExecuteReaderAsync(ct);
            return await ReadBookingsAsync(reader, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public async Task EndAsync(long id, CallOutcome outcome, string? detail, DeviceCall call)
    {
        var update = new NpgsqlBatchCommand(
            $"UPDATE lab_calls SET outcome = $2, detail = $3, waited_ms = $4, took_ms = $5 FROM {AsynchronousCommit} WHERE id = $1"
        );
        update.Parameters.Add(NpgsqlDbType.Bigint, id);
        update.Parameters.Add(NpgsqlDbType.Text, outcome.ToString());
        update.Parameters.Add(NpgsqlDbType.Text, detail);
        update.Parameters.Add(NpgsqlDbType.Double, call.Waited?.TotalMilliseconds);
        update.Parameters.Add(NpgsqlDbType.Double, call.Took?.TotalMilliseconds);
        // Not the caller's token: the end is recorded even if the caller cancelled the request.
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        try
        {
            await using var batch = new NpgsqlBatch(Connection) { BatchCommands = { update } };
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    private static async Task<StartedCall> ReadAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.ReadAsync(ct);
        var id = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        return new StartedCall(id, await ReadBookingsAsync(reader, ct));
    }

    private static async Task<List<BookedPeriod>> ReadBookingsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        List<BookedPeriod> bookings = [];
        while (await reader.ReadAsync(ct))
            bookings.Add(
                new BookedPeriod(
                    reader.GetInt64(0),
                    reader.GetFieldValue<DateTimeOffset>(1),
                    reader.GetFieldValue<DateTimeOffset>(2),
                    reader.GetBoolean(3)
                )
            );
        return bookings;
    }

    private NpgsqlBatchCommand SelectBookings(long? userId, string device, DateTimeOffset now)
    {
        var select = new NpgsqlBatchCommand(
            "SELECT b.user_id, b.starts_at, b.ends_at, "
                + "EXISTS (SELECT 1 FROM lab_class_members m WHERE m.class_id = b.class_id AND m.user_id = $4) "
                + "FROM lab_bookings b WHERE b.device = $1 AND b.ends_at > $2 AND b.starts_at < $3 ORDER BY b.starts_at"
        );
        select.Parameters.Add(NpgsqlDbType.Text, device);
        select.Parameters.Add(NpgsqlDbType.TimestampTz, now);
        select.Parameters.Add(NpgsqlDbType.TimestampTz, now + TimeSpan.FromSeconds(settings.QueueSeconds));
        select.Parameters.Add(NpgsqlDbType.Bigint, userId);
        return select;
    }
}
