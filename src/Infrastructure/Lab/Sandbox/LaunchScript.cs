using System.Diagnostics;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>
/// Starts a command by a shell that joins control groups and opens the filter's file first, because .NET starts processes with three
/// descriptors only. The shell waits for a line on its standard input, and then replaces itself by the command. So it can be started in
/// advance: the kernel lets a process wait for 5 to 40 ms before it joins a group of the memory controller.
/// </summary>
internal static class LaunchScript
{
    /// <summary>
    /// Arguments: the file for descriptor 9, files of control groups, two dashes, the command. If the machine has no memory left, the
    /// kernel ends scripts before the server.
    /// </summary>
    private const string Text = """
        exec 2>&1 9<"$1"; shift
        while [ "$1" != -- ]; do echo 0 >"$1" || exit 97; shift; done; shift
        ulimit -c 0
        echo 500 >/proc/self/oom_score_adj
        read -r line || exit 0
        exec "$@"
        """;

    public static ProcessStartInfo Create(string file, ControlGroup? group, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Text, "sh", file, .. group?.ProcessFiles ?? [], "--", .. command])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Settings of the server may hold secrets.
        start.Environment.Clear();
        return start;
    }
}
