using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Brings the database to the schema of this build, at startup (docs/decisions/028). The comment of the table of migrations names the
/// version that migrated last.
/// </summary>
/// <param name="version">The version of this build, e.g. <c>1.0.0+4fd48f50</c>.</param>
internal sealed class SchemaUpgrade(DatabaseFacade database, NpgsqlDataSource source, string version, ILogger log)
{
    private const string HistoryTable = "\"__EFMigrationsHistory\"";

    /// <summary>After this time the log says what the start waits for, and again after each such time.</summary>
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(3);

    /// <exception cref="PostgresUnavailableException">The database cannot be used by this build; one line for the operator.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        // Migrations of large tables and waiting for another server's migrations take long.
        database.SetCommandTimeout(TimeSpan.FromHours(1));
        var upgrade = UpgradeAsync(ct);
        while (await Task.WhenAny(upgrade, Task.Delay(ReportInterval, ct)) != upgrade && !ct.IsCancellationRequested)
            await LogBlockersAsync(ct);
        try
        {
            await upgrade;
        }
        catch (PostgresException e)
        {
            throw new PostgresUnavailableException(Explain(e), e);
        }
    }

    private async Task UpgradeAsync(CancellationToken ct)
    {
        // Without the history table EF queries it and logs the failure as an error at every first start, so create the table first.
        await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
        var applied = (await database.GetAppliedMigrationsAsync(ct)).ToList();
        var own = database.GetMigrations().ToList();
        var unknown = applied.Except(own).ToList();
        var lastVersion = await ReadLastVersionAsync(ct);
        if (unknown.Count > 0)
        {
            await RejectUnlessRollingUpgradeAsync(unknown, lastVersion, ct);
            return;
        }

        // EF compares the whole model with its snapshot before it migrates, which would take a part of each start.
        if (own.Except(applied).Any())
            await database.MigrateAsync(ct);
        if (lastVersion is null || own.Except(applied).Any())
            await ExecuteAsync($"COMMENT ON TABLE {HistoryTable} IS '{version.Replace("'", "''", StringComparison.Ordinal)}'", ct);
    }

    /// <summary>
    /// While a server of the next version runs, servers of this version may be started again: an upgrade of several servers is going on,
    /// one after the other. Otherwise it is an old version started by mistake.
    /// </summary>
    private async Task RejectUnlessRollingUpgradeAsync(List<string> unknown, string? newerVersion, CancellationToken ct)
    {
        if (unknown.Count == 1 && newerVersion is not null && await IsConnectedAsync(newerVersion, ct))
        {
            log.LogWarning(
                "The database is of version {Newer}, and this is {Version}. Finish the upgrade: this version will not start later",
                newerVersion,
                version
            );
            return;
        }

        throw new PostgresUnavailableException(
            $"the database is of the newer version {newerVersion ?? "with the migration " + unknown[^1]}, and this is version {version}, "
                + "which does not run on it. Start the newer version, or restore the backup from before the upgrade (docs/upgrade.md)."
        );
    }

    private async Task<string?> ReadLastVersionAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"SELECT obj_description('{HistoryTable}'::regclass, 'pg_class')");
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private async Task<bool> IsConnectedAsync(string otherVersion, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1)"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Database.GetApplicationName(otherVersion) });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task LogBlockersAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            SELECT DISTINCT blocker.pid, blocker.application_name, coalesce(blocker.state, 'unknown')
            FROM pg_stat_activity AS waiting
            CROSS JOIN LATERAL unnest(pg_blocking_pids(waiting.pid)) AS blocking (pid)
            JOIN pg_stat_activity AS blocker ON blocker.pid = blocking.pid
            WHERE waiting.datname = current_database() AND waiting.wait_event_type = 'Lock'
            """
        );
        try
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            var count = 0;
            for (; await reader.ReadAsync(ct); count++)
                log.LogWarning(
                    "The start waits for the database's migrations, which process {ProcessId} of PostgreSQL ({Application}, {State}) "
                        + "locks. Another server migrates, or a session was left open: SELECT pg_terminate_backend({ProcessId}) ends it",
                    reader.GetInt32(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetInt32(0)
                );
            if (count == 0)
                log.LogInformation("The start waits for the database's migrations, which are running");
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("The start waits for the database's migrations: {Reason}", e.GetType().Name);
        }
    }

    private static string Explain(PostgresException e) =>
        e.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege =>
                $"Database:ConnectionString: the role may not create tables ({e.MessageText}). Make it the owner of its database.",
            PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject =>
                $"Database:ConnectionString: the database contains something that is not OpenEvent's ({e.MessageText}). "
                    + "Give OpenEvent a database of its own.",
            PostgresErrorCodes.ReadOnlySqlTransaction => "Database:ConnectionString: the database is read-only.",
            _ => $"Database:ConnectionString: the database cannot be migrated: {e.MessageText.ReplaceLineEndings(" ")} ({e.SqlState}).",
        };
}
