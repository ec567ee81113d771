using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Opens the first connection to a PostgreSQL that may just be starting.</summary>
internal static class PostgresConnection
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries again while PostgreSQL is starting or not listening yet; any other refusal, and the last one, is thrown.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, TimeSpan patience, CancellationToken ct)
    {
        using var lapsed = new CancellationTokenSource(patience);
        while (true)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException e)
            {
                await connection.DisposeAsync();
                if (lapsed.IsCancellationRequested || !(e.IsTransient || e.SqlState == PostgresErrorCodes.CannotConnectNow))
                    throw;
                await Task.Delay(Pause, ct);
            }
        }
    }
}
