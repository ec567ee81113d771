using System.Globalization;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>A cluster's life: made, started, stopped. Not safe against a second process by itself: <see cref="EmbeddedPostgres"/> holds the lock.</summary>
internal sealed class PostgresCluster(PostgresHome home, EmbeddedPostgresOptions options, PostgresBinaries binaries)
{
    private const long LongestLog = 10_000_000;

    /// <remarks>Commits still leave the process at once: a cluster whose processes are killed keeps what it has said yes to.</remarks>
    private static readonly string[] NotDurable = ["fsync=off", "full_page_writes=off"];

    private static readonly TimeSpan OrphansPatience = TimeSpan.FromSeconds(5);

    public PostgresBinaries Binaries => binaries;

    /// <summary>The version that made the cluster, or null when there is none yet.</summary>
    public static async Task<int?> MajorOfAsync(PostgresHome home, CancellationToken ct)
    {
        var version = await Command.RunAsync([.. home.Account.Prefix, "cat", Path.Combine(home.Cluster, "PG_VERSION")], ct);
        return version.Succeeded && int.TryParse(version.LastLine, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>Makes the cluster beside its place and moves it there, so that a half-made one is never taken for a whole one.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        foreach (var left in Directory.EnumerateDirectories(home.Path, "cluster.new-*"))
            Directory.Delete(left, recursive: true);
        var draft = $"{home.Cluster}.new-{Environment.ProcessId}";
        await home.MakePrivateAsync(draft, ct);
        var made = await Command.RunAsync(
            [
                .. home.Account.Prefix,
                binaries.InitDb,
                "-D",
                draft,
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
        if (!made.Succeeded)
            throw new PostgresUnavailable($"The PostgreSQL cluster could not be made in {home.Path}: {made.LastLine}");
        Directory.Move(draft, home.Cluster);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        await Postmaster.EndOrphansAsync(home.Account, home.Cluster, OrphansPatience, ct);
        await home.MakeSocketFolderAsync(ct);
        // Nothing serves the cluster, so a process id in these is another program's by now, or a zombie's, which PostgreSQL itself would respect.
        foreach (var left in home.LockFiles)
            File.Delete(left);
        await home.WriteAccessAsync(ct);
        var log = Path.Combine(home.Cluster, "server.log");
        if (new FileInfo(log) is { Exists: true, Length: > LongestLog })
            File.Delete(log);
        var started = await Command.RunAsync(
            [
                .. home.Account.Prefix,
                binaries.PgCtl,
                "start",
                "-D",
                home.Cluster,
                "-w",
                "-t",
                "120",
                "-l",
                log,
                "-o",
                string.Join(' ', Settings().Select(setting => $"-c '{setting}'")),
            ],
            ct
        );
        if (started.Succeeded)
            return;
        var lines = await Command.RunAsync([.. home.Account.Prefix, "tail", "-n", "5", log], ct);
        var reason = lines.Output.Split('\n').LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) ?? lines.LastLine;
        throw new PostgresUnavailable($"PostgreSQL did not start ({reason}); its log is {log}.");
    }

    /// <summary>Fast: sessions are ended and rolled back, the data is written; immediate where that takes over a minute.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        string[] stop = [.. home.Account.Prefix, binaries.PgCtl, "stop", "-D", home.Cluster, "-w", "-t", "60"];
        if (Postmaster.Of(home.Cluster) is not null && !(await Command.RunAsync([.. stop, "-m", "fast"], ct)).Succeeded)
            await Command.RunAsync([.. stop, "-m", "immediate"], ct);
        // pg_ctl is content when postmaster.pid is gone, which is a moment before the process is.
        await Postmaster.EndOrphansAsync(home.Account, home.Cluster, OrphansPatience, ct);
        await home.RemoveSocketFolderAsync(ct);
    }

    private IEnumerable<string> Settings()
    {
        yield return "listen_addresses=";
        yield return $"unix_socket_directories={home.SocketFolder}";
        yield return "unix_socket_permissions=0700";
        yield return $"hba_file={home.HostBasedAccess}";
        yield return $"ident_file={home.Identities}";
        yield return $"max_connections={options.MaxConnections}";
        yield return "timezone=UTC";
        yield return "log_timezone=UTC";
        // DETAIL lines and statements hold people's addresses ("Key (email)=(…) already exists").
        yield return "log_error_verbosity=terse";
        yield return "log_min_error_statement=panic";
        // Errors are the server's to log; PostgreSQL's own log stays small enough to need no rotation.
        yield return "log_min_messages=log";
        yield return "log_checkpoints=off";
        foreach (var setting in options.Durable ? [] : NotDurable)
            yield return setting;
    }
}
