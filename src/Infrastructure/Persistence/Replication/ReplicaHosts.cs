using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The servers of <c>Database:ReadConnectionString</c>, none if it is empty. Each has a pool of its own, because a check is about one
/// server.
/// </summary>
public sealed class ReplicaHosts : IAsyncDisposable
{
    /// <summary>How long a read may take, unless the connection string has a <c>Command Timeout</c>. Then the primary answers.</summary>
    private static readonly TimeSpan DefaultReadLimit = TimeSpan.FromSeconds(2);

    /// <summary>In seconds. A connection that takes longer is of no use for a read.</summary>
    private const int MaxConnectionTime = 2;

    /// <summary>A replica that hangs keeps as many reads, and their memory, until it goes on or its connections are cut.</summary>
    private const int DefaultPoolSize = 20;

    private ReplicaHosts(IReadOnlyList<ReplicaHost> all, TimeSpan maxLag, TimeSpan readLimit) =>
        (All, MaxLag, ReadLimit) = (all, maxLag, readLimit);

    internal static ReplicaHosts None { get; } = new([], TimeSpan.Zero, TimeSpan.Zero);

    internal IReadOnlyList<ReplicaHost> All { get; }

    /// <summary>How old the rows may be that a visitor reads from one of them.</summary>
    public TimeSpan MaxLag { get; }

    /// <summary>How long a visitor waits for one of them before the primary answers.</summary>
    internal TimeSpan ReadLimit { get; }

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
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            var hosts = builder.Host?.Split(',', StringSplitOptions.TrimEntries) ?? [];
            if (hosts.Length == 0 || hosts.Any(h => h.Length == 0))
                throw new ArgumentException("It has no host.");
            var readLimit =
                Specifies(connectionString, "Command Timeout") && builder.CommandTimeout > 0
                    ? TimeSpan.FromSeconds(builder.CommandTimeout)
                    : DefaultReadLimit;
            return new ReplicaHosts(
                [.. hosts.Select(h => CreateHost(connectionString, h, readLimit, version, loggerFactory, searchPath))],
                maxLag,
                readLimit
            );
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

    /// <remarks>
    /// The driver's time limit of a statement sends a cancellation, which blocks a thread while the server does not answer. So PostgreSQL
    /// limits the time of its statements, and the caller does not wait for longer.
    /// </remarks>
    private static ReplicaHost CreateHost(
        string connectionString,
        string host,
        TimeSpan readLimit,
        string version,
        ILoggerFactory loggerFactory,
        string? searchPath
    )
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Host = host, CommandTimeout = 0 };
        // They are about the choice among several hosts, which is made here.
        foreach (var key in (string[])["Target Session Attributes", "Load Balance Hosts", "Host Recheck Seconds"])
            builder.Remove(key);
        if (!Specifies(connectionString, "Timeout") || builder.Timeout is 0 or > MaxConnectionTime)
            builder.Timeout = MaxConnectionTime;
        if (!Specifies(connectionString, "Maximum Pool Size") && !Specifies(connectionString, "Max Pool Size"))
            builder.MaxPoolSize = Math.Max(DefaultPoolSize, builder.MinPoolSize);
        var reads = Database.WithDriverDefaults(builder.ConnectionString, version, searchPath);
        var checks = new NpgsqlConnectionStringBuilder(reads) { Pooling = false };
        var timeLimit = string.Create(CultureInfo.InvariantCulture, $"SET statement_timeout = {readLimit.TotalMilliseconds:0}");
        return new ReplicaHost(
            $"{host}:{builder.Port}/{builder.Database}",
            builder.MaxPoolSize,
            Database.CreateDataSource(reads, loggerFactory, "openevent-replica", initialStatement: timeLimit),
            Database.CreateDataSource(checks.ConnectionString, loggerFactory, "openevent-replica-unpooled", loadsTypes: false)
        );
    }

    /// <summary>Whether the connection string has this key, which can be written without its spaces.</summary>
    private static bool Specifies(string connectionString, string key)
    {
        var specified = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return specified.ContainsKey(key) || specified.ContainsKey(key.Replace(" ", "", StringComparison.Ordinal));
    }
}
