using System.Buffers;
using System.Text.Json;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>The Python program of a worker and what it is given at its start.</summary>
internal sealed class WorkerProgram
{
    /// <summary>In the order in which they need each other.</summary>
    private static readonly string[] Modules =
    [
        "openevent_values",
        "openevent_channel",
        "openevent_fields",
        "openevent_elements",
        "openevent_device",
        "openevent_worker",
    ];

    /// <summary>Memory of Python, numpy and the first process of the sandbox, in MB, for the limit of all processes together.</summary>
    public const int OwnMegabytes = 64;

    /// <summary>
    /// Beside the script's own processes: bubblewrap outside of the sandbox, bubblewrap inside, and the thread that reads the console.
    /// </summary>
    public const int OwnProcesses = 3;

    private const int OpenFiles = 64;
    private readonly ScriptSettings _settings;
    private readonly IFunctionCatalogue _catalogue;

    public WorkerProgram(ScriptSettings settings, IFunctionCatalogue catalogue)
    {
        MaxMessage = settings.OutputKilobytes * 1024 / 2;
        _settings = settings;
        _catalogue = catalogue;
        Setup = CreateSetup("", "");
    }

    /// <summary>The largest message of the worker, in bytes.</summary>
    public int MaxMessage { get; }

    /// <summary>The argument of <c>python -c</c>.</summary>
    public string Bootstrap { get; } = Read("bootstrap");

    /// <summary>The first line that a worker reads: its modules, the catalogue and the limits.</summary>
    public byte[] Setup { get; private set; }

    /// <summary>A file of the folder <c>Python</c>.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(WorkerProgram).Assembly.GetManifestResourceStream($"Sandbox/{name}.py")!);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Reads the line by which a worker says that it is ready. The first worker also sends its compiled modules: the next ones start
    /// faster. It has run no script yet, so what it sends is the server's own.
    /// </summary>
    /// <returns>Whether it is that line.</returns>
    public bool TryReadReady(ReadOnlySequence<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var ready = document.RootElement;
            if (ready.ValueKind != JsonValueKind.Object || !ready.TryGetProperty("type", out var type) || !type.ValueEquals("ready"))
                return false;
            if (ready.TryGetProperty("compiled", out var compiled))
                Setup = CreateSetup(compiled.GetString()!, ready.GetProperty("compiled_by").GetString()!);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private byte[] CreateSetup(string compiled, string compiledBy) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                modules = Modules.Select(m => new[] { m, Read(m) }),
                compiled,
                compiled_by = compiledBy,
                catalogue = _catalogue.All.Select(f => new
                {
                    name = f.Name,
                    aliases = f.Aliases,
                    signature = f.Signature,
                    summary = f.Summary,
                }),
                max_message = MaxMessage,
                limits = new
                {
                    scratch_bytes = (long)_settings.ScratchMegabytes << 20,
                    files = OpenFiles,
                    memory_bytes = (long)_settings.MemoryMegabytes << 20,
                    processes = _settings.Processes + OwnProcesses - 1, // the limit of a user does not count the process outside
                },
            }
        );
}
