using System.Globalization;

namespace OpenEvent.Bench.Throughput;

/// <summary>
/// The processor time of all processes that take part: the load generator or pgbench, the server, and PostgreSQL. Unlike a rate, it does
/// not depend on other programs on the machine.
/// </summary>
internal sealed class ProcessorTime(BenchServer server, BenchPostgres postgres)
{
    private const int TicksPerSecond = 100;

    public TimeSpan Used => ToTime(ReadTicks("self", withEndedChildren: true)) + Server + Postgres;

    /// <summary>That of the server alone.</summary>
    public TimeSpan Server => ToTime(ReadTicks(Text(server.Id), withEndedChildren: false));

    /// <summary>That of all processes of PostgreSQL.</summary>
    public TimeSpan Postgres => ToTime(ReadClusterTicks());

    private static TimeSpan ToTime(long ticks) => TimeSpan.FromSeconds((double)ticks / TicksPerSecond);

    private long ReadClusterTicks()
    {
        var postmaster = File.ReadLines(Path.Combine(postgres.Folder, "postmaster.pid")).First();
        var ticks = ReadTicks(postmaster, withEndedChildren: true);
        foreach (
            var process in Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)!).Where(name => char.IsAsciiDigit(name[0]))
        )
            if (Fields(process) is { } fields && fields[1] == postmaster)
                ticks += ReadTicks(process, withEndedChildren: false);
        return ticks;
    }

    /// <param name="withEndedChildren">Includes child processes that have ended.</param>
    private static long ReadTicks(string process, bool withEndedChildren) =>
        Fields(process) is { } f ? Ticks(f[11]) + Ticks(f[12]) + (withEndedChildren ? Ticks(f[13]) + Ticks(f[14]) : 0) : 0;

    /// <returns>The fields of <c>/proc/…/stat</c> from the third on (proc(5)); null: the process has ended.</returns>
    private static string[]? Fields(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
