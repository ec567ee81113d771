using System.Text.Json;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>
/// Isolates workers by gVisor's <c>runsc</c>, which answers system calls in a kernel of its own. A worker is an OCI container in the
/// foreground: it ends with the process that started it.
/// </summary>
/// <param name="folder">For the containers' descriptions and the state of <c>runsc</c>.</param>
internal sealed class RunscRuntime(ScriptSettings settings, WorkerProgram program, string folder) : ISandboxRuntime
{
    private PythonFiles? _python;
    private int _number;

    private string Program => string.IsNullOrEmpty(settings.RuntimePath) ? "/usr/local/bin/runsc" : settings.RuntimePath;

    public string? FindProblem() =>
        !OperatingSystem.IsLinux() ? "Scripts need Linux."
        : !File.Exists(Program) ? $"{Program} is missing. Install it: https://gvisor.dev/docs/user_guide/install/"
        : !File.Exists(settings.Python) ? $"{settings.Python} is missing. Install it: apt-get install python3 python3-numpy"
        : null;

    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        _python = PythonFiles.Find(settings.Python);
        // Left by a server that was killed.
        foreach (var bundle in Directory.EnumerateDirectories(folder, "bundle-*"))
            Directory.Delete(bundle, recursive: true);
    }

    public SandboxCommand CreateCommand(int place)
    {
        var name = $"{Environment.ProcessId}-{Interlocked.Increment(ref _number)}";
        var bundle = Path.Combine(folder, $"bundle-{name}");
        Directory.CreateDirectory(Path.Combine(bundle, "rootfs"));
        File.WriteAllBytes(Path.Combine(bundle, "config.json"), JsonSerializer.SerializeToUtf8Bytes(Describe(place)));
        string[] options = Environment.IsPrivilegedProcess ? [] : ["--rootless", "--ignore-cgroups"];
        string[] command =
        [
            .. (string[])[Program, "--root", Path.Combine(folder, "runsc"), "--network=none", "--host-uds=none", .. options],
            .. (string[])["run", "--bundle", bundle, $"openevent-{name}"],
        ];
        return new SandboxCommand(LaunchScript.Create("/dev/null", null, command), null, bundle);
    }

    /// <summary>The container in the format of the OCI runtime specification 1.0.</summary>
    private object Describe(int place) =>
        new
        {
            ociVersion = "1.0.0",
            hostname = "lab",
            root = new { path = "rootfs", @readonly = true },
            process = new
            {
                args = (string[])[_python!.Interpreter, "-I", "-B", "-c", program.Bootstrap],
                cwd = "/tmp",
                env = (string[])["HOME=/home/user", "LANG=C.UTF-8", "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1", "MALLOC_ARENA_MAX=1"],
                user = new { uid = settings.FirstUserId + place, gid = settings.FirstUserId + place },
                noNewPrivileges = true,
                capabilities = new
                {
                    bounding = (string[])[],
                    effective = (string[])[],
                    permitted = (string[])[],
                },
            },
            mounts = (object[])
                [
                    .. _python.Folders.Select(f => Bind(f, f)),
                    .. _python.Links.Select(l => Bind(Path.GetFullPath(Path.Combine("/", l.Target)), l.Path)),
                    Scratch("/tmp", settings.ScratchMegabytes),
                    Scratch("/home/user", 1),
                ],
            linux = new
            {
                namespaces = ((string[])["pid", "network", "ipc", "uts", "mount"]).Select(type => new { type }),
                resources = new
                {
                    memory = new { limit = (long)(settings.MemoryMegabytes + WorkerProgram.OwnMegabytes) << 20 },
                    pids = new { limit = settings.Processes + WorkerProgram.OwnProcesses },
                },
            },
        };

    private static object Bind(string source, string destination) =>
        new
        {
            destination,
            type = "bind",
            source,
            options = (string[])["bind", "ro", "nosuid", "nodev"],
        };

    private static object Scratch(string destination, int megabytes) =>
        new
        {
            destination,
            type = "tmpfs",
            source = "tmpfs",
            options = (string[])["nosuid", "nodev", $"size={megabytes}m"],
        };
}
