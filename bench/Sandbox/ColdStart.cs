using System.Diagnostics;

namespace OpenEvent.Bench.Sandbox;

/// <summary>What a sandbox without a pool would do for each script.</summary>
internal static class ColdStart
{
    private static readonly string[] Arguments =
    [
        .. "--unshare-all --die-with-parent --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64".Split(' '),
        .. "--ro-bind /etc/alternatives /etc/alternatives --dev /dev --tmpfs /tmp --clearenv".Split(' '),
        .. (string[])["/usr/bin/python3", "-c", "import numpy; print(1, flush=True)"],
    ];

    /// <returns>Milliseconds to the first output.</returns>
    public static async Task<double> MeasureAsync()
    {
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/bwrap", Arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadLineAsync();
        var time = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        await process.WaitForExitAsync();
        return time;
    }
}
