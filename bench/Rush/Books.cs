using System.Globalization;
using Npgsql;

namespace OpenEvent.Rush;

/// <summary>Looks into the database behind the server's back.</summary>
internal sealed class Books(string connectionString)
{
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<long>> IdsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<long> ids = [];
        while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Copies of one verified user, so that ten thousand need not register one by one.</summary>
    public async Task CopyUserAsync(long id, int copies)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var names = new NpgsqlCommand("SELECT string_agg(column_name, ', ') FROM information_schema.columns WHERE table_name = 'users' AND column_name NOT IN ('id', 'email') AND is_generated = 'NEVER'", connection);
        var columns = (string)(await names.ExecuteScalarAsync())!;
        await using var copy = new NpgsqlCommand($"INSERT INTO users (email, {columns}) SELECT 'buyer' || n || '@example.org', {columns} FROM users, generate_series(1, {copies}) AS n WHERE id = {id}", connection);
        await copy.ExecuteNonQueryAsync();
    }
}
