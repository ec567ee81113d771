using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Which PostgreSQL processes serve a cluster, by <c>/proc</c>. A postmaster and its children stay in the cluster's folder; <c>postmaster.pid</c>
/// alone does not tell, as after a <c>kill -9</c> or a reboot its number may belong to anybody.
/// </summary>
/// <remarks>
/// In which folder a process is, only its own user is told, and who may trace any process (ptrace(2), PTRACE_MODE_READ_FSCREDS). Root in a container
/// commonly may not (CAP_SYS_PTRACE), so the cluster's own account is asked; what everybody sees are the command line and the program's name.
/// </remarks>
internal static class Postmaster
{
    /// <summary>The postmaster's process id, or null when none serves the cluster.</summary>
    public static int? FindProcessId(string cluster)
    {
        try
        {
            var file = Path.Combine(cluster, "postmaster.pid");
            return
                int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && IsStartedFor(id, cluster)
                ? id
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Every PostgreSQL process that serves the cluster, a killed postmaster's children among them; zombies serve nothing.</summary>
    /// <param name="account">The cluster's owner.</param>
    public static async Task<IReadOnlyList<int>> ListProcessIdsAsync(UnixAccount account, string cluster, CancellationToken ct)
    {
        var candidates = Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && IsPostgres(folder));
        var folders = candidates.Select(folder => $"{folder}/cwd").ToList();
        if (folders.Count == 0)
            return [];
        // It goes on after one that it cannot enter.
        var statResult = await ExternalCommand.RunAsync(
            [.. account.CommandPrefix, "stat", "-L", "-c", "%d:%i %n", cluster, .. folders],
            ct
        );
        var fileIdsByPath = statResult
            .Output.Split('\n')
            .Select(line => line.Split(' ', 2))
            .Where(columns => columns.Length == 2)
            .ToLookup(columns => columns[1], columns => columns[0]);
        return fileIdsByPath[cluster].FirstOrDefault() is { } clusterFileId
            ?
            [
                .. folders
                    .Where(folder => fileIdsByPath[folder].Contains(clusterFileId))
                    .Select(folder => int.Parse(folder.Split('/')[2], CultureInfo.InvariantCulture)),
            ]
            : [];
    }

    /// <summary>Ends what a killed postmaster left: its children notice its death by themselves, except one that is busy.</summary>
    public static async Task KillOrphansAsync(UnixAccount account, string cluster, TimeSpan gracePeriod, CancellationToken ct)
    {
        var elapsed = Stopwatch.StartNew();
        while (await ListProcessIdsAsync(account, cluster, ct) is { Count: > 0 } remaining)
        {
            foreach (var id in elapsed.Elapsed > gracePeriod ? remaining : [])
                Kill(id);
            await Task.Delay(50, ct);
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    /// <summary>The postmaster's command line is as it was started, its children's are their titles; a zombie has none.</summary>
    private static bool IsStartedFor(int id, string cluster) =>
        IsPostgres($"/proc/{id}")
        && ReadTextOrEmpty($"/proc/{id}/cmdline").Split('\0').SkipWhile(argument => argument != "-D").ElementAtOrDefault(1) == cluster;

    private static bool IsPostgres(string folder) => ReadTextOrEmpty($"{folder}/comm").StartsWith("postgres", StringComparison.Ordinal);

    private static string ReadTextOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended
        }
    }
}
