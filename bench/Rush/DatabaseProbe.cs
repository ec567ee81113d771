using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OpenEvent.Rush;

/// <summary>Queries the database directly. Every query opens a new connection, because a kill breaks the existing ones.</summary>
/// <param name="patience">How long a query is repeated while the database is not there.</param>
internal sealed class DatabaseProbe(string connectionString, TimeSpan patience = default)
{
    public async Task<long> CountAsync(string sql) =>
        Convert.ToInt64(await RunAsync(sql, c => c.ExecuteScalarAsync()), CultureInfo.InvariantCulture);

    public async Task<string> TextAsync(string sql) => (string)(await RunAsync(sql, c => c.ExecuteScalarAsync()))!;

    public Task<int> ExecuteAsync(string sql) => RunAsync(sql, c => c.ExecuteNonQueryAsync());

    public Task<List<long>> IdsAsync(string sql) => RunAsync(sql, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            List<long> ids = [];
            while (await reader.ReadAsync())
                ids.Add(reader.GetInt64(0));
            return ids;
        });

    /// <summary>Copies one verified user, because registering ten thousand users one by one takes too long.</summary>
    public async Task CopyUserAsync(long id, int copies)
    {
        var columns = await TextAsync(
            """
            SELECT string_agg(column_name, ', ') FROM information_schema.columns
            WHERE table_name = 'users' AND column_name NOT IN ('id', 'email') AND is_generated = 'NEVER'
            """
        );
        await ExecuteAsync(
            $"""
            INSERT INTO users (email, {columns})
            SELECT 'buyer' || n || '@example.org', {columns} FROM users, generate_series(1, {copies}) AS n WHERE id = {id}
            """
        );
    }

    private async Task<T> RunAsync<T>(string sql, Func<NpgsqlCommand, Task<T>> execute)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await RunOnceAsync(sql, execute);
            }
            catch (NpgsqlException e) when ((e is not PostgresException || e.IsTransient) && Stopwatch.GetElapsedTime(start) < patience)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(string sql, Func<NpgsqlCommand, Task<T>> execute)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        return await execute(command);
    }
}
