using System.Globalization;

namespace OpenEvent.Bench.Throughput;

/// <summary>
/// Processor time of everybody who takes part: the buyers or pgbench, the server, PostgreSQL. Unlike a rate it is the same while others use the machine.
/// </summary>
internal sealed class ProcessorTime(BenchServer server, BenchPostgres postgres)
{
    private const int TicksASecond = 100;

    public TimeSpan Used =>
        TimeSpan.FromSeconds(
            (double)(ReadTicks("self", withDead: true) + ReadTicks(Text(server.Id), withDead: false) + ReadClusterTicks()) / TicksASecond
        );

    private long ReadClusterTicks()
    {
        var postmaster = File.ReadLines(Path.Combine(postgres.Folder, "postmaster.pid")).First();
        var ticks = ReadTicks(postmaster, withDead: true);
        foreach (
            var process in Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)!).Where(name => char.IsAsciiDigit(name[0]))
        )
            if (Fields(process) is { } fields && fields[1] == postmaster)
                ticks += ReadTicks(process, withDead: false);
        return ticks;
    }

    /// <param name="withDead">With the children that have ended.</param>
    private static long ReadTicks(string process, bool withDead) =>
        Fields(process) is { } f ? Ticks(f[11]) + Ticks(f[12]) + (withDead ? Ticks(f[13]) + Ticks(f[14]) : 0) : 0;

    /// <returns>From the third field of <c>/proc/…/stat</c> on (proc(5)); null: it has ended.</returns>
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
