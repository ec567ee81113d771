using System.Diagnostics;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Lab.Sandbox;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>Start, places, and what happens where scripts cannot run.</summary>
public sealed class ScriptSandboxTests
{
    [Test]
    public async Task A_sandbox_that_holds_becomes_ready_at_the_first_script_and_fills_its_pool()
    {
        await using var sandbox = new TestSandbox(new ScriptSettings { MemoryMegabytes = 32, Warm = 1 });
        Assert.That(sandbox.Sandbox.Status.State, Is.EqualTo(SandboxState.Starting));
        var run = await sandbox.RunAsync("print(1)");
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Done), run.ToString());
        Assert.That(sandbox.Sandbox.Status, Is.EqualTo(SandboxStatus.Ready));
        await Eventually.IsTrueAsync("a worker waits", () => sandbox.Sandbox.ReadyProcesses.Count == 1);
    }

    [Test]
    public async Task A_script_beyond_the_places_is_rejected_until_one_has_ended()
    {
        await using var sandbox = new TestSandbox(
            new ScriptSettings
            {
                Concurrent = 1,
                PerUser = 1,
                Warm = 0,
            }
        );
        await using (var first = await sandbox.Sandbox.StartAsync("sleep(100)", CancellationToken.None))
        {
            var rejection = Assert.ThrowsAsync<RejectedException>(() => sandbox.Sandbox.StartAsync("print(1)", CancellationToken.None))!;
            Assert.That(rejection.Kind, Is.EqualTo(RejectionKind.Unavailable));
            Assert.That(rejection.Problems[0].Code, Is.EqualTo(SandboxCodes.Full));
            Assert.That(rejection.RetryAfter, Is.Not.Null);
        }
        Assert.That((await sandbox.RunAsync("print(1)")).Exit.Kind, Is.EqualTo(ScriptExitKind.Done));
    }

    [Test]
    public async Task A_worker_that_was_killed_while_it_waited_is_replaced()
    {
        await using var sandbox = new TestSandbox(new ScriptSettings { Warm = 1 });
        await sandbox.RunAsync("print(1)");
        await Eventually.IsTrueAsync("a worker waits", () => sandbox.Sandbox.ReadyProcesses.Count == 1);
        var process = Process.GetProcessById(sandbox.Sandbox.ReadyProcesses[0]);
        process.Kill();
        await Eventually.IsTrueAsync("the worker has ended", () => process.HasExited);
        Assert.That((await sandbox.RunAsync("print(1)")).Exit.Kind, Is.EqualTo(ScriptExitKind.Done));
    }

    [Test]
    public async Task Stopping_the_sandbox_ends_its_scripts_and_workers()
    {
        var sandbox = new TestSandbox(new ScriptSettings { Warm = 1 });
        var script = await sandbox.Sandbox.StartAsync("while True: pass", CancellationToken.None);
        await Eventually.IsTrueAsync("a worker waits", () => sandbox.Sandbox.ReadyProcesses.Count == 1);
        int[] processes = [((ScriptProcess)script).ProcessId, .. sandbox.Sandbox.ReadyProcesses];
        Assert.That(processes.All(IsRunning));
        await sandbox.DisposeAsync();
        Assert.That((await script.Completion).Kind, Is.EqualTo(ScriptExitKind.Killed));
        Assert.That(processes.Where(IsRunning), Is.Empty);
    }

    [Test]
    public async Task A_script_that_is_too_long_is_rejected()
    {
        await using var sandbox = new TestSandbox(new ScriptSettings());
        var rejection = Assert.ThrowsAsync<RejectedException>(() =>
            sandbox.Sandbox.StartAsync(new string('#', sandbox.Sandbox.Limits.CodeCharacters + 1), CancellationToken.None)
        )!;
        Assert.That(rejection.Kind, Is.EqualTo(RejectionKind.Invalid));
    }

    [Test]
    public async Task Switched_off_scripts_are_refused()
    {
        await using var sandbox = new TestSandbox(new ScriptSettings { Enabled = false });
        Assert.That(sandbox.Sandbox.Status.State, Is.EqualTo(SandboxState.Refused));
        var rejection = Assert.ThrowsAsync<RejectedException>(() => sandbox.Sandbox.StartAsync("1", CancellationToken.None))!;
        Assert.That(rejection.Problems[0].Code, Is.EqualTo(SandboxCodes.Unavailable));
    }

    [TestCase("/nowhere/bwrap", "/usr/bin/python3", "apt-get install bubblewrap")]
    [TestCase("/usr/bin/bwrap", "/nowhere/python3", "apt-get install python3 python3-numpy")]
    public async Task A_missing_program_is_named_with_its_package(string bubblewrap, string python, string fix)
    {
        await using var sandbox = new TestSandbox(new ScriptSettings { RuntimePath = bubblewrap, Python = python });
        Assert.That(sandbox.Sandbox.Status.State, Is.EqualTo(SandboxState.Refused));
        Assert.That(sandbox.Sandbox.Status.Reason, Does.Contain(fix));
    }

    [Test]
    public async Task A_runtime_that_isolates_nothing_is_refused_with_what_a_script_could_do()
    {
        var folder = Directory.CreateTempSubdirectory("open-");
        var open = Path.Combine(folder.FullName, "bwrap");
        // It drops all options of bubblewrap and runs Python in the open.
        await File.WriteAllTextAsync(open, "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done; shift\nexec \"$@\"\n");
        File.SetUnixFileMode(open, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        await using var sandbox = new TestSandbox(
            new ScriptSettings
            {
                RuntimePath = open,
                MemoryMegabytes = 32,
                ScratchMegabytes = 1,
            }
        );
        var rejection = Assert.ThrowsAsync<RejectedException>(() => sandbox.Sandbox.StartAsync("print(1)", CancellationToken.None))!;
        Assert.That(rejection.Problems[0].Code, Is.EqualTo(SandboxCodes.Unavailable));
        Assert.That(sandbox.Sandbox.Status.Reason, Does.Contain("a script was able to read").And.Contain("/etc/passwd"));
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_runtime_that_leaves_a_process_behind_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("survivor-");
        var leaky = Path.Combine(folder.FullName, "bwrap");
        // It isolates the script, but a process outside of the sandbox keeps the script's pipe.
        await File.WriteAllTextAsync(leaky, "#!/bin/sh\n/bin/sleep 30 &\nexec /usr/bin/bwrap \"$@\"\n");
        File.SetUnixFileMode(leaky, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        await using var sandbox = new TestSandbox(new ScriptSettings { RuntimePath = leaky, MemoryMegabytes = 32 });
        Assert.ThrowsAsync<RejectedException>(() => sandbox.Sandbox.StartAsync("print(1)", CancellationToken.None));
        Assert.That(sandbox.Sandbox.Status.Reason, Does.Contain("leave a process behind"));
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_sandbox_that_cannot_start_is_refused_with_the_words_of_the_program()
    {
        await using var sandbox = new TestSandbox(new ScriptSettings { RuntimePath = "/usr/bin/false" });
        Assert.ThrowsAsync<RejectedException>(() => sandbox.Sandbox.StartAsync("print(1)", CancellationToken.None));
        Assert.That(sandbox.Sandbox.Status.Reason, Does.StartWith("The sandbox cannot be started"));
    }

    private static bool IsRunning(int process) => Directory.Exists($"/proc/{process}");
}
