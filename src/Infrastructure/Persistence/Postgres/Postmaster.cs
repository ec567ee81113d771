using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Finds the PostgreSQL processes of a cluster in <c>/proc</c>. The working directory of a postmaster and its children is the cluster's
/// folder. <c>postmaster.pid</c> alone is not enough: after a <c>kill -9</c> or a reboot its process id may be that of another program.
/// </summary>
/// <remarks>
/// The working directory of a process is readable only by its own user and by processes that may trace it (ptrace(2),
/// PTRACE_MODE_READ_FSCREDS). Root in a container often lacks that right (CAP_SYS_PTRACE), so the cluster's account runs <c>stat</c>. The
/// command line and the program name are readable by every user.
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

    /// <summary>Lists every PostgreSQL process of the cluster, including the children of a killed postmaster, but no zombies.</summary>
    /// <param name="account">The owner of the cluster.</param>
    public static async Task<IReadOnlyList<int>> ListProcessIdsAsync(UnixAccount account, string cluster, CancellationToken ct)
    {
        var candidates = Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && IsPostgres(folder));
        var folders = candidates.Select(folder => $"{folder}/cwd").ToList();
        if (folders.Count == 0)
            return [];
        // stat continues after a folder that it cannot read.
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

    /// <summary>Waits for the children of a killed postmaster, which normally exit by themselves, and kills those that do not.</summary>
    /// <param name="gracePeriod">The time before they are killed.</param>
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
            // The process has already ended.
        }
    }

    /// <summary>
    /// A postmaster has the command line that it was started with, its children have a process title, and a zombie has none.
    /// </summary>
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
            return ""; // the process has just ended
        }
    }
}
