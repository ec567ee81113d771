using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>Runs two scripts that try to break out in the ways of docs/lab-security.md. It takes about half a second of CPU time.</summary>
/// <param name="start">Starts a script with a time limit in seconds.</param>
/// <param name="folder">A folder of the server that a script must not see.</param>
internal sealed class SelfTest(Func<string, int, CancellationToken, Task<ScriptProcess>> start, SandboxLimits limits, string folder)
{
    private const int OutliveSeconds = 1;

    private const string Report = "result ";

    private static readonly bool IsArm =
        System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64;

    /// <summary>The number of the system call that writes into the memory of another process.</summary>
    public static int ProcessVmWritev => IsArm ? 271 : 311;

    /// <returns>What a script was able to do; null if nothing.</returns>
    /// <exception cref="WorkerStartException">A worker does not start.</exception>
    public async Task<SelfTestProblem?> FindProblemAsync(CancellationToken ct)
    {
        // The second script reaches its time limit while the first one tries to break out.
        await using var outliving = await start(WorkerProgram.Read("self_test_outlive"), OutliveSeconds, ct);
        var broken = await TryToBreakOutAsync(outliving.ProcessId, ct);
        return broken ?? await FindSurvivorAsync(outliving, ct);
    }

    /// <param name="worker">The process of another worker.</param>
    private async Task<SelfTestProblem?> TryToBreakOutAsync(int worker, CancellationToken ct)
    {
        var file = Path.Combine(folder, "self-test");
        await File.WriteAllTextAsync(file, "secret", ct);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socketName = $"openevent-{Guid.NewGuid():n}";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint("\0" + socketName));
        socket.Listen();
        var facts = JsonSerializer.Serialize(
            new
            {
                file,
                port = ((IPEndPoint)listener.LocalEndpoint).Port,
                socket = socketName,
                pid = Environment.ProcessId,
                worker,
                process_vm_writev = ProcessVmWritev,
                processes = limits.Processes,
                memory = limits.MemoryMegabytes,
                all_memory = limits.MemoryMegabytes + WorkerProgram.OwnMegabytes,
                scratch = limits.ScratchMegabytes,
                calls = SystemCalls(),
            }
        );
        var code = $"FACTS = {JsonSerializer.Serialize(facts)}\n{WorkerProgram.Read("self_test_worker")}{WorkerProgram.Read("self_test")}";
        await using var script = await start(code, Math.Max(limits.Seconds, 30), ct);
        var console = new StringBuilder();
        await foreach (var message in script.ReadAsync(ct))
            console.Append(GetText(message));
        var exit = await script.Completion;
        var results = console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // It reports before and after it allocates without end, which ends it where a control group is the first limit.
        var reports = results.Count(line => line.StartsWith(Report, StringComparison.Ordinal));
        if (reports != results.Length || !(exit.Kind == ScriptExitKind.OutOfMemory ? reports == 1 : IsComplete(exit, reports)))
            return Transient($"the self-test did not end: {exit.Message} {console}".TrimEnd());
        var broken = JsonSerializer.Deserialize<string[]>(results[^1][Report.Length..])!;
        return broken.Length == 0
            ? null
            : new SelfTestProblem($"a script was able to {string.Join(", ", broken.Take(5))}", IsTransient: false);
    }

    private static bool IsComplete(ScriptExit exit, int reports) => exit.Kind == ScriptExitKind.Done && reports == 2;

    private static async Task<SelfTestProblem?> FindSurvivorAsync(ScriptProcess script, CancellationToken ct)
    {
        var exit = await script.Completion.WaitAsync(ct);
        if (exit.Kind != ScriptExitKind.TimedOut)
            return Transient($"a script that never ends did not end by its time limit: {exit.Message}");
        var heartbeats = 0;
        await foreach (var _ in script.ReadAsync(ct))
            heartbeats++;
        if (heartbeats == 0)
            return Transient("a script that never ends did not start");
        return script.IsGone ? null : Transient("a script was able to leave a process behind");
    }

    private static SelfTestProblem Transient(string text) => new(text, IsTransient: true);

    private static string GetText(JsonElement message) =>
        message.GetProperty("type").GetString() switch
        {
            ScriptMessage.Console => message.GetProperty("text").GetString()!,
            ScriptMessage.Error => message.GetProperty("traceback").GetString()!,
            _ => "",
        };

    /// <summary>The numbers of system calls that must fail, and harmless arguments. x86-64 and ARM64 have different numbers.</summary>
    private static Dictionary<string, long[]> SystemCalls() =>
        new()
        {
            ["create a user namespace"] = [IsArm ? 97 : 272, 0x10000000],
            ["mount"] = [IsArm ? 40 : 165, 0, 0, 0, 0, 0],
            ["use a keyring"] = [IsArm ? 219 : 250, 0, -3, 1],
            ["use io_uring"] = [425, 1, 0],
            ["use bpf"] = [IsArm ? 280 : 321, 0, 0, 0],
            ["use perf"] = [IsArm ? 241 : 298, 0, 0, -1, -1, 0],
            ["use userfaultfd"] = [IsArm ? 282 : 323, 0],
            ["use System V memory"] = [IsArm ? 194 : 29, 0, 4096, 0x3ff],
            ["change its root"] = [IsArm ? 51 : 161, 0],
        };
}
