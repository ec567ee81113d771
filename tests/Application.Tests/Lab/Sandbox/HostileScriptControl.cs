using System.Diagnostics;
using System.Text.Json;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>
/// Runs hostile scripts without the sandbox, in a throw-away namespace with files, processes and a network of its own, so that the machine
/// is not harmed.
/// </summary>
internal static class HostileScriptControl
{
    private static readonly string[] Rights = Environment.IsPrivilegedProcess
        ? ["/usr/bin/setpriv", "--reuid=1999999999", "--regid=1999999999", "--clear-groups", "--no-new-privs", "/usr/bin/bwrap"]
        : ["/usr/bin/bwrap"];

    private const string Namespace =
        "--unshare-all --unshare-user --as-pid-1 --die-with-parent --new-session --ro-bind /usr /usr --symlink usr/lib /lib "
        + "--symlink usr/lib64 /lib64 --symlink usr/bin /bin --ro-bind /etc/alternatives /etc/alternatives --dev /dev --proc /proc "
        + "--ro-bind /sys /sys --size 67108864 --tmpfs /tmp --uid 0 --gid 0 --cap-add ALL --clearenv -- /usr/bin/python3 -I -B -c";

    /// <returns>Which scripts did harm.</returns>
    public static async Task<Dictionary<string, bool>> RunAsync(IEnumerable<HostileScript> scripts, int memory, int scratch)
    {
        string[] command = [.. Rights, .. Namespace.Split(' '), HostileScript.Read("control.py")];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await JsonSerializer.SerializeAsync(
            process.StandardInput.BaseStream,
            new
            {
                prelude = HostileScript.Prelude,
                seconds = 0.7,
                facts = new { MEMORY = memory, SCRATCH = scratch },
                scripts = scripts.Select(s => new[] { s.Name, s.Code }),
            }
        );
        process.StandardInput.Close();
        var harm = await JsonSerializer.DeserializeAsync<Dictionary<string, bool>>(process.StandardOutput.BaseStream);
        await process.WaitForExitAsync();
        return harm!;
    }
}
