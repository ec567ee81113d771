using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Which PostgreSQL processes serve a cluster, by <c>/proc</c>. A postmaster and its children stay in the cluster's folder; <c>postmaster.pid</c>
/// alone does not tell, as after a <c>kill -9</c> or a reboot its number may belong to anybody.
/// </summary>
internal static class Postmaster
{
    /// <summary>The postmaster's process id, or null when none serves the cluster.</summary>
    public static int? Of(string cluster)
    {
        try
        {
            var file = Path.Combine(cluster, "postmaster.pid");
            return int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && Serves(id, cluster) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Every PostgreSQL process that serves the cluster, a killed postmaster's children among them.</summary>
    public static IReadOnlyList<int> Processes(string cluster) =>
        [.. from folder in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
            let id = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
            where Serves(id, cluster)
            select id];

    /// <summary>Ends what a killed postmaster left: its children notice its death by themselves, except one that is busy.</summary>
    public static async Task EndOrphansAsync(string cluster, TimeSpan patience, CancellationToken ct)
    {
        var until = Stopwatch.StartNew();
        while (Processes(cluster) is { Count: > 0 } left)
        {
            foreach (var id in until.Elapsed > patience ? left : [])
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

    private static bool Serves(int id, string cluster) =>
        LinkOf($"/proc/{id}/cwd") == cluster && Path.GetFileName(LinkOf($"/proc/{id}/exe")) is { } program
        && program.StartsWith("postgres", StringComparison.Ordinal);

    private static string? LinkOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // another user's process, or one that has just ended
        }
    }
}
