using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The servers of <c>Database:ReadConnectionString</c>, none if it is empty. Each has a pool of its own, because a check is about one
/// server.
/// </summary>
public sealed class ReplicaHosts : IAsyncDisposable
{
    private ReplicaHosts(IReadOnlyList<ReplicaHost> all, TimeSpan maxLag) => (All, MaxLag) = (all, maxLag);

    internal static ReplicaHosts None { get; } = new([], TimeSpan.Zero);

    internal IReadOnlyList<ReplicaHost> All { get; }

    /// <summary>How old the rows may be that a visitor reads from one of them.</summary>
    public TimeSpan MaxLag { get; }

    public bool AreConfigured => All.Count > 0;

    /// <summary>The servers and the limit, for the startup summary. It contains no password. Null: there are none.</summary>
    public string? Description =>
        AreConfigured
            ? $"{string.Join(" or ", All.Select(h => h.Name))}, for reads of visitors, at most {MaxLag.TotalSeconds} s old"
            : null;

    /// <summary>Prepares connections, and opens none: the server works without its replicas.</summary>
    /// <inheritdoc cref="Database.OpenAsync" path="/param"/>
    /// <exception cref="PostgresUnavailableException">The connection string is invalid; the message names the settings key.</exception>
    public static ReplicaHosts Create(
        string? connectionString,
        TimeSpan maxLag,
        string version,
        ILoggerFactory loggerFactory,
        string? searchPath = null
    )
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return None;
        try
        {
            var hosts = new NpgsqlConnectionStringBuilder(connectionString).Host?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            return hosts.Length > 0 && hosts.All(h => h.Length > 0)
                ? new ReplicaHosts([.. hosts.Select(h => CreateHost(connectionString, h, version, loggerFactory, searchPath))], maxLag)
                : throw new ArgumentException("It has no host.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            // The message of the driver may contain a part of the connection string.
            throw new PostgresUnavailableException(
                "Database:ReadConnectionString is not a PostgreSQL connection string such as Host=…;Database=…;Username=…;Password=….",
                e
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in All)
            await host.DisposeAsync();
    }

    private static ReplicaHost CreateHost(
        string connectionString,
        string host,
        string version,
        ILoggerFactory loggerFactory,
        string? searchPath
    )
    {
        var specified = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Host = host };
        // They are about the choice among several hosts, which is made here.
        foreach (var key in (string[])["Target Session Attributes", "Load Balance Hosts", "Host Recheck Seconds"])
            builder.Remove(key);
        // A replica that vanished holds up the requests that it was processing for this long. Then the primary answers them.
        if (!specified.ContainsKey("Timeout"))
            builder.Timeout = 2;
        if (!specified.ContainsKey("Command Timeout") && !specified.ContainsKey("CommandTimeout"))
            builder.CommandTimeout = 2;
        if (!specified.ContainsKey("Cancellation Timeout") && !specified.ContainsKey("CancellationTimeout"))
            builder.CancellationTimeout = -1;
        var reads = Database.WithDriverDefaults(builder.ConnectionString, version, searchPath);
        var checks = new NpgsqlConnectionStringBuilder(reads) { Pooling = false };
        return new ReplicaHost(
            $"{host}:{builder.Port}/{builder.Database}",
            Database.CreateDataSource(reads, loggerFactory, "openevent-replica"),
            Database.CreateDataSource(checks.ConnectionString, loggerFactory, "openevent-replica-unpooled", loadsTypes: false)
        );
    }
}
