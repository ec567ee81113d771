using System.Globalization;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Creates, starts and stops a cluster. It does not guard against other processes: <see cref="EmbeddedPostgres"/> holds the lock.
/// </summary>
internal sealed class PostgresCluster(PostgresDirectory directory, EmbeddedPostgresOptions options, PostgresBinaries binaries)
{
    private const long MaxLogBytes = 10_000_000;

    /// <remarks>Commits are still written to the operating system at once, so killed processes lose no committed transaction.</remarks>
    private static readonly string[] NonDurableSettings = ["fsync=off", "full_page_writes=off"];

    private static readonly TimeSpan OrphanTimeout = TimeSpan.FromSeconds(5);

    public PostgresBinaries Binaries => binaries;

    /// <summary>The major version of the cluster, or null when it does not exist yet.</summary>
    public static async Task<int?> GetMajorVersionAsync(PostgresDirectory directory, CancellationToken ct)
    {
        var version = await ExternalCommand.RunAsync(
            [.. directory.Account.CommandPrefix, "cat", Path.Combine(directory.ClusterPath, "PG_VERSION")],
            ct
        );
        return version.Succeeded && int.TryParse(version.LastLine, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>Creates the cluster in a temporary folder and renames it, so that an incomplete cluster is never used.</summary>
    public async Task CreateAsync(CancellationToken ct)
    {
        foreach (var leftover in Directory.EnumerateDirectories(directory.Path, "cluster.new-*"))
            Directory.Delete(leftover, recursive: true);
        var temporaryFolder = $"{directory.ClusterPath}.new-{Environment.ProcessId}";
        await directory.CreatePrivateFolderAsync(temporaryFolder, ct);
        var result = await ExternalCommand.RunAsync(
            [
                .. directory.Account.CommandPrefix,
                binaries.InitDb,
                "-D",
                temporaryFolder,
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--data-checksums",
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=und",
                "--auth-local=peer",
                "--auth-host=reject",
                .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
            ],
            ct
        );
        if (!result.Succeeded)
            throw new PostgresUnavailableException($"The PostgreSQL cluster could not be created in {directory.Path}: {result.LastLine}");
        Directory.Move(temporaryFolder, directory.ClusterPath);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        await Postmaster.KillOrphansAsync(directory.Account, directory.ClusterPath, OrphanTimeout, ct);
        await directory.CreateSocketFolderAsync(ct);
        // No process serves the cluster, so the process ids in these files are those of other programs or zombies. PostgreSQL would refuse
        // to start.
        foreach (var leftover in directory.StaleLockFiles)
            File.Delete(leftover);
        await directory.WriteAccessFilesAsync(ct);
        var log = Path.Combine(directory.ClusterPath, "server.log");
        if (new FileInfo(log) is { Exists: true, Length: > MaxLogBytes })
            File.Delete(log);
        var result = await ExternalCommand.RunAsync(
            [
                .. directory.Account.CommandPrefix,
                binaries.PgCtl,
                "start",
                "-D",
                directory.ClusterPath,
                "-w",
                "-t",
                "120",
                "-l",
                log,
                "-o",
                string.Join(' ', GetServerSettings().Select(setting => $"-c '{setting}'")),
            ],
            ct
        );
        if (result.Succeeded)
            return;
        var logTail = await ExternalCommand.RunAsync([.. directory.Account.CommandPrefix, "tail", "-n", "5", log], ct);
        var reason = logTail.Output.Split('\n').LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) ?? logTail.LastLine;
        throw new PostgresUnavailableException($"PostgreSQL did not start ({reason}). See its log, {log}.");
    }

    /// <summary>Requests a fast shutdown, which rolls back open transactions; after a minute, an immediate one.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        string[] stopCommand = [.. directory.Account.CommandPrefix, binaries.PgCtl, "stop", "-D", directory.ClusterPath, "-w", "-t", "60"];
        if (
            Postmaster.FindProcessId(directory.ClusterPath) is not null
            && !(await ExternalCommand.RunAsync([.. stopCommand, "-m", "fast"], ct)).Succeeded
        )
            await ExternalCommand.RunAsync([.. stopCommand, "-m", "immediate"], ct);
        // pg_ctl returns when postmaster.pid is removed, shortly before the process ends.
        await Postmaster.KillOrphansAsync(directory.Account, directory.ClusterPath, OrphanTimeout, ct);
        await directory.RemoveSocketFolderAsync(ct);
    }

    private IEnumerable<string> GetServerSettings()
    {
        yield return "listen_addresses=";
        yield return $"unix_socket_directories={directory.SocketFolder}";
        yield return "unix_socket_permissions=0700";
        yield return $"hba_file={directory.HbaFilePath}";
        yield return $"ident_file={directory.IdentFilePath}";
        yield return $"max_connections={options.MaxConnections}";
        yield return "timezone=UTC";
        yield return "log_timezone=UTC";
        // DETAIL lines and statements can contain personal data ("Key (email)=(…) already exists").
        yield return "log_error_verbosity=terse";
        yield return "log_min_error_statement=panic";
        // The server logs errors itself. PostgreSQL's log then stays so small that it needs no rotation.
        yield return "log_min_messages=log";
        yield return "log_checkpoints=off";
        foreach (var setting in options.Durable ? [] : NonDurableSettings)
            yield return setting;
    }
}
