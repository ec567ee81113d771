using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OpenEvent.Testing;

/// <summary>
/// A database that is made once in a cluster and then copied, which is quicker than running the migrations for each fixture.
/// Test processes share it: its name holds a hash of <paramref name="content"/>, so other migrations are another template.
/// </summary>
/// <param name="content">What the template is made from, such as the migrations' ids.</param>
/// <param name="fill">Runs the migrations on the connection string that it is given; it must not pool connections.</param>
public sealed class DatabaseTemplate(string content, Func<string, CancellationToken, Task> fill)
{
    /// <summary>Any number that no other advisory lock in the maintenance database uses.</summary>
    private const long Turn = 0x0E_7E57;

    public string Name { get; } = "template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];

    /// <summary>Makes the template where it is not there. It gets its name last, so that a half-made one is never copied.</summary>
    public async Task EnsureAsync(NpgsqlConnection maintenance, CancellationToken ct = default)
    {
        await RunAsync(maintenance, $"SELECT pg_advisory_lock({Turn})", ct);
        try
        {
            await using var look = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{Name}')", maintenance);
            if (await look.ExecuteScalarAsync(ct) is true)
                return;
            await RunAsync(maintenance, $"DROP DATABASE IF EXISTS {Name}_draft WITH (FORCE)", ct);
            await RunAsync(maintenance, $"CREATE DATABASE {Name}_draft", ct);
            await fill(
                new NpgsqlConnectionStringBuilder(maintenance.ConnectionString)
                {
                    Database = Name + "_draft",
                    Pooling = false,
                }.ConnectionString,
                ct
            );
            await RunAsync(maintenance, $"ALTER DATABASE {Name}_draft RENAME TO {Name}", ct);
        }
        finally
        {
            await RunAsync(maintenance, $"SELECT pg_advisory_unlock({Turn})", CancellationToken.None);
        }
    }

    internal static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
