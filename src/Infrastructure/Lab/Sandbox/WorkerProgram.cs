using System.Text.Json;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Lab.Scripts;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>The Python program of a worker and what it is given at its start.</summary>
internal sealed class WorkerProgram
{
    /// <summary>In the order in which they need each other.</summary>
    private static readonly string[] Modules =
    [
        "openevent_values",
        "openevent_channel",
        "openevent_elements",
        "openevent_device",
        "openevent_worker",
    ];

    /// <summary>Beside the script's own processes: the first process of the sandbox and the thread that reads the console.</summary>
    public const int OwnProcesses = 3;

    private const int OpenFiles = 64;

    public WorkerProgram(ScriptSettings settings, IFunctionCatalogue catalogue)
    {
        MaxMessage = settings.OutputKilobytes * 1024 / 2;
        Setup = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                modules = Modules.Select(m => new[] { m, Read(m) }),
                catalogue = catalogue.All.Select(f => new
                {
                    name = f.Name,
                    aliases = f.Aliases,
                    signature = f.Signature,
                    summary = f.Summary,
                }),
                max_message = MaxMessage,
                limits = new
                {
                    scratch_bytes = (long)settings.ScratchMegabytes << 20,
                    files = OpenFiles,
                    memory_bytes = (long)settings.MemoryMegabytes << 20,
                    processes = settings.Processes + OwnProcesses - 1,
                },
            }
        );
    }

    /// <summary>The largest message of the worker, in bytes.</summary>
    public int MaxMessage { get; }

    /// <summary>The argument of <c>python -c</c>.</summary>
    public string Bootstrap { get; } = Read("bootstrap");

    /// <summary>The first line that a worker reads: its modules, the catalogue and the limits.</summary>
    public byte[] Setup { get; }

    /// <summary>A file of the folder <c>Python</c>.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(WorkerProgram).Assembly.GetManifestResourceStream($"Sandbox/{name}.py")!);
        return reader.ReadToEnd();
    }
}
