using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What a replica has replayed.</summary>
/// <param name="IsStandby">False: it was promoted, or never was a standby.</param>
/// <param name="Position">The end of the last WAL record that its readers see, in bytes.</param>
internal readonly record struct ReplicaPosition(bool IsStandby, WalHistory History, long Position)
{
    /// <summary>
    /// The timeline is known from what was written to its disk. After a failover of its primary, that takes up to a restart point, which
    /// comes after <c>checkpoint_timeout</c> at the latest.
    /// </summary>
    private const string Query = """
        SELECT pg_is_in_recovery(), s.system_identifier, d.oid::bigint, greatest(c.timeline_id, r.min_recovery_end_timeline),
            coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint, 0)
        FROM pg_control_system() AS s, pg_control_checkpoint() AS c, pg_control_recovery() AS r, pg_database AS d
        WHERE d.datname = current_database()
        """;

    public static async Task<ReplicaPosition> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetBoolean(0), new WalHistory(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3)), reader.GetInt64(4));
    }
}
