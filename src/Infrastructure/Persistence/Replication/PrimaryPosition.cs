using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What the primary had written.</summary>
/// <param name="Position">The end of its last WAL record, in bytes.</param>
/// <param name="Time">A time stamp of this process, from before the primary was asked.</param>
/// <param name="Holds">The number of holds of <see cref="ReplicaGuard"/> before the primary was asked.</param>
internal readonly record struct PrimaryPosition(WalHistory History, long Position, long Time, long Holds)
{
    /// <summary>
    /// The position is that of the last insertion, which may not be on disk yet: a commit can be seen before it is there
    /// (<c>synchronous_commit = off</c>).
    /// </summary>
    private const string Query = """
        SELECT s.system_identifier, d.oid::bigint, ('x' || left(pg_walfile_name(l.position), 8))::bit(32)::int,
            pg_wal_lsn_diff(l.position, '0/0')::bigint, current_setting('wal_block_size')::int,
            pg_size_bytes(current_setting('wal_segment_size'))
        FROM pg_current_wal_insert_lsn() AS l (position), pg_control_system() AS s, pg_database AS d
        WHERE d.datname = current_database()
        """;

    /// <summary>The sizes of the headers of a page, and of the first page of a segment (PostgreSQL's <c>xlog_internal.h</c>).</summary>
    private const int PageHeader = 24,
        SegmentHeader = 40;

    /// <exception cref="PostgresException">The server is not a primary any more.</exception>
    public static async Task<PrimaryPosition> ReadAsync(NpgsqlConnection connection, long time, long holds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var history = new WalHistory(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2));
        return new(history, FindEnd(reader.GetInt64(3), reader.GetInt32(4), reader.GetInt64(5)), time, holds);
    }

    /// <summary>
    /// The end of the last record. At the begin of a page, PostgreSQL names the place of the next record, which is behind the page's
    /// header. A standby never says that it has replayed this header before there is a record behind it.
    /// </summary>
    internal static long FindEnd(long next, int pageSize, long segmentSize)
    {
        var header = next % segmentSize < pageSize ? SegmentHeader : PageHeader;
        return next % pageSize == header ? next - header : next;
    }
}
