using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Opens the first connection to a PostgreSQL server that may still be starting.</summary>
internal static class PostgresConnector
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Retries while PostgreSQL is starting or not listening yet.</summary>
    /// <param name="timeout">After this time the last error is thrown.</param>
    /// <exception cref="NpgsqlException">Any other error, at once.</exception>
    public static async Task<NpgsqlConnection> OpenWithRetryAsync(string connectionString, TimeSpan timeout, CancellationToken ct)
    {
        // The name is the label of metrics, which would otherwise be the connection string.
        await using var source = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        )
        {
            Name = "openevent start",
        }
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
            .Build();
        // The driver then says that no host is suitable, and not why.
        var hasSeveralHosts = new NpgsqlConnectionStringBuilder(connectionString).Host?.Contains(',') == true;
        using var timeoutSource = new CancellationTokenSource(timeout);
        while (true)
        {
            var connection = source.CreateConnection();
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException e)
            {
                await connection.DisposeAsync();
                if (
                    timeoutSource.IsCancellationRequested
                    || !(e.IsTransient || e.SqlState == PostgresErrorCodes.CannotConnectNow || hasSeveralHosts && e.SqlState is null)
                )
                    throw;
                await Task.Delay(RetryDelay, ct);
            }
        }
    }
}
