using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OpenEvent.Testing;

/// <summary>
/// A database that is created once in a cluster and then copied, which is faster than running the migrations for each fixture.
/// Test processes share it: its name holds a hash of <paramref name="version"/>, so other migrations use another template.
/// </summary>
/// <param name="version">What the template is created from, such as the ids of the migrations.</param>
/// <param name="migrate">Runs the migrations on the given connection string. It must not pool connections.</param>
public sealed class DatabaseTemplate(string version, Func<string, CancellationToken, Task> migrate)
{
    /// <summary>Any number that no other advisory lock in the maintenance database uses.</summary>
    private const long AdvisoryLockId = 0x0E_7E57;

    public string Name { get; } = "template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..16];

    /// <summary>Creates the template if it does not exist. It is renamed last, so that an incomplete template is never copied.</summary>
    public async Task EnsureCreatedAsync(NpgsqlConnection maintenance, CancellationToken ct = default)
    {
        await ExecuteAsync(maintenance, $"SELECT pg_advisory_lock({AdvisoryLockId})", ct);
        try
        {
            await using var existsCommand = new NpgsqlCommand(
                $"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{Name}')",
                maintenance
            );
            if (await existsCommand.ExecuteScalarAsync(ct) is true)
                return;
            await ExecuteAsync(maintenance, $"DROP DATABASE IF EXISTS {Name}_draft WITH (FORCE)", ct);
            await ExecuteAsync(maintenance, $"CREATE DATABASE {Name}_draft", ct);
            await migrate(
                new NpgsqlConnectionStringBuilder(maintenance.ConnectionString)
                {
                    Database = Name + "_draft",
                    Pooling = false,
                }.ConnectionString,
                ct
            );
            await ExecuteAsync(maintenance, $"ALTER DATABASE {Name}_draft RENAME TO {Name}", ct);
        }
        finally
        {
            await ExecuteAsync(maintenance, $"SELECT pg_advisory_unlock({AdvisoryLockId})", CancellationToken.None);
        }
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
