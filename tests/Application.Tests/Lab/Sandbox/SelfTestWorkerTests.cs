using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab.Sandbox;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>The part of the self-test that tries to reach the worker of another script.</summary>
[TestFixture]
public sealed class SelfTestWorkerTests
{
    private static readonly string Code =
        WorkerProgram.Read("self_test_worker")
        + """

            import sys

            def works(action):
                try:
                    return action()
                except OSError:
                    return False

            for name, action in find_ways_to_reach(PID, NUMBER).items():
                sys.stdout.write(f'{name}: {works(action)}\n')
            """;

    [Test]
    public async Task A_process_is_reached_in_every_way_without_a_sandbox_and_in_none_from_a_sandbox()
    {
        using var worker = Process.Start(new ProcessStartInfo("/bin/sleep", "60") { RedirectStandardInput = true })!;
        try
        {
            var number = SelfTest.ProcessVmWritev.ToString(CultureInfo.InvariantCulture);
            var code = $"PID, NUMBER = {worker.Id.ToString(CultureInfo.InvariantCulture)}, {number}\n{Code}";
            var control = new ProcessStartInfo("/usr/bin/python3", ["-c", code]) { RedirectStandardOutput = true };
            using var python = Process.Start(control)!;
            var open = (await python.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await python.WaitForExitAsync();
            Assert.That(open, Has.Length.EqualTo(4));
            // A system may let only root trace processes that are no children.
            Assert.That(open.Where(line => IsPossible(line) && !line.EndsWith(": True", StringComparison.Ordinal)), Is.Empty);

            await using var sandbox = new TestSandbox(new ScriptSettings { MemoryMegabytes = 64 });
            var run = await sandbox.RunAsync(code);
            var closed = run.Console().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(closed, Has.Length.EqualTo(4), run.ToString());
            Assert.That(closed, Has.All.EndsWith(": False"));
        }
        finally
        {
            worker.Kill();
        }
    }

    private static bool IsPossible(string line) =>
        Environment.IsPrivilegedProcess
        || line.StartsWith("signal", StringComparison.Ordinal)
        || line.StartsWith("write to", StringComparison.Ordinal);
}
