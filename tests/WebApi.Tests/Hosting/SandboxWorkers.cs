using System.Diagnostics;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>Finds the processes in which a server runs scripts.</summary>
internal static class SandboxWorkers
{
    /// <summary>The processes of bubblewrap below a server, and their children.</summary>
    public static List<int> Find(int server)
    {
        var processes = Process.GetProcesses().Select(p => p.Id).Where(p => Directory.Exists($"/proc/{p}")).Select(ReadParent).ToList();
        var outer = processes.Where(p => p.Parent == server && p.Name == "bwrap").Select(p => p.Id).ToList();
        var inner = processes.Where(p => outer.Contains(p.Parent)).Select(p => p.Id).ToList();
        return [.. outer, .. inner, .. processes.Where(p => inner.Contains(p.Parent)).Select(p => p.Id)];
    }

    /// <summary><c>/proc/ID/stat</c>: id, (name), state, parent.</summary>
    private static (int Id, string Name, int Parent) ReadParent(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var end = stat.LastIndexOf(')');
            return (
                process,
                stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end],
                int.Parse(stat[(end + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
            );
        }
        catch (IOException)
        {
            return (process, "", 0); // it has ended
        }
    }
}
