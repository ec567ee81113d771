using System.Globalization;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>Isolates workers by Debian's <c>bubblewrap</c>. What it promises is in docs/lab-security.md.</summary>
/// <param name="folder">For the file of the system call filter.</param>
internal sealed class BubblewrapRuntime(ScriptSettings settings, WorkerProgram program, string folder) : ISandboxRuntime
{
    private const string SetPriv = "/usr/bin/setpriv";
    private readonly string _filter = Path.Combine(folder, "system-calls.bpf");
    private ControlGroups? _groups;
    private string[] _command = [];

    private string Program => string.IsNullOrEmpty(settings.RuntimePath) ? "/usr/bin/bwrap" : settings.RuntimePath;

    public string? FindProblem() =>
        !OperatingSystem.IsLinux() ? "Scripts need Linux."
        : !File.Exists(Program) ? $"{Program} is missing. Install it: apt-get install bubblewrap"
        : !File.Exists(settings.Python) ? $"{settings.Python} is missing. Install it: apt-get install python3 python3-numpy"
        : Environment.IsPrivilegedProcess && !File.Exists(SetPriv) ? $"{SetPriv} is missing. Install it: apt-get install util-linux"
        : null;

    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        _groups = ControlGroups.Detect();
        // Without control groups each process has the whole limit of memory. So a script gets one process only.
        SystemCallFilter.Write(_filter, allowProcesses: _groups is not null);
        _command = [Program, .. CreateArguments(PythonFiles.Find(settings.Python))];
    }

    public SandboxCommand CreateCommand(int place)
    {
        var group = _groups?.Create(
            (long)(settings.MemoryMegabytes + WorkerProgram.OwnMegabytes) << 20,
            settings.Processes + WorkerProgram.OwnProcesses
        );
        return new SandboxCommand(LaunchScript.Create(_filter, group, [.. DropRights(place), .. _command]), group);
    }

    /// <summary>Each place has a user of its own, so that the kernel keeps workers apart even outside of their namespaces.</summary>
    private string[] DropRights(int place)
    {
        if (!Environment.IsPrivilegedProcess)
            return [];
        var user = (settings.FirstUserId + place).ToString(CultureInfo.InvariantCulture);
        return
        [
            SetPriv,
            $"--reuid={user}",
            $"--regid={user}",
            "--clear-groups",
            "--inh-caps=-all",
            "--bounding-set=-all",
            "--no-new-privs",
        ];
    }

    private string[] CreateArguments(PythonFiles python) =>
        [
            .. (string[])["--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--seccomp", "9"],
            .. python.Folders.SelectMany(f => (string[])["--ro-bind", f, f]),
            .. python.Links.SelectMany(l => (string[])["--symlink", l.Target, l.Path]),
            .. ((string[])["/dev/null", "/dev/zero", "/dev/urandom"]).SelectMany(d => (string[])["--dev-bind", d, d]),
            .. (string[])["--size", ((long)settings.ScratchMegabytes << 20).ToString(CultureInfo.InvariantCulture), "--tmpfs", "/tmp"],
            .. (string[])["--dir", "/home/user", "--remount-ro", "/", "--chdir", "/tmp", "--uid", "1000", "--gid", "1000"],
            .. (string[])["--hostname", "lab", "--clearenv", "--setenv", "HOME", "/home/user", "--setenv", "LANG", "C.UTF-8"],
            .. ((string[])["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX"]).SelectMany(v => (string[])["--setenv", v, "1"]),
            .. (string[])["--", python.Interpreter, "-I", "-B", "-c", program.Bootstrap],
        ];
}
