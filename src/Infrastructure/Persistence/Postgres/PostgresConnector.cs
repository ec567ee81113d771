using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Opens the first connection to a PostgreSQL that may just be starting.</summary>
internal static class PostgresConnector
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries again while PostgreSQL is starting or not listening yet; any other refusal, and the last one, is thrown.</summary>
    public static async Task<NpgsqlConnection> OpenWithRetryAsync(string connectionString, TimeSpan timeout, CancellationToken ct)
    {
        using var timeoutSource = new CancellationTokenSource(timeout);
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
                if (timeoutSource.IsCancellationRequested || !(e.IsTransient || e.SqlState == PostgresErrorCodes.CannotConnectNow))
                    throw;
                await Task.Delay(RetryDelay, ct);
            }
        }
    }
}
