using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Runs that no server executes any more are settled at the next start of a server.</summary>
public sealed class InterruptedRunsTests
{
    [Test]
    public async Task Runs_of_a_killed_server_are_interrupted_and_those_of_a_running_one_are_not()
    {
        await using var server = await OpenEventServer.StartAsync();
        var user = await server.RegisterUserAsync();
        var own = $"Runs on {Environment.MachineName}";
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var started = new DateTimeOffset(self.StartTime).ToUnixTimeSeconds();
        var killed = await InsertAsync($"{own} 2000000000 1", "running", "0 seconds");
        var waiting = await InsertAsync($"{own} 2000000000 1", "queued", "0 seconds");
        var running = await InsertAsync($"{own} {Environment.ProcessId} {started}", "running", "0 seconds");
        var unknown = await InsertAsync($"{own} {Environment.ProcessId} {started}", "running", "2 minutes");
        var elsewhere = await InsertAsync("Runs on another-machine 12 1", "running", "5 seconds");
        var old = await InsertAsync("Runs on another-machine 12 1", "running", "1 hour");
        await using var next = await server.StartAnotherNodeAsync();
        await Eventually.ReadAsync("the old run is settled", () => StatusAsync(old), status => status != "running");
        foreach (var id in new[] { killed, waiting, unknown, old })
            Assert.That(await StatusAsync(id), Is.EqualTo("interrupted"), id);
        foreach (var id in new[] { running, elsewhere })
            Assert.That(await StatusAsync(id), Is.EqualTo("running"), id);
        var shown = await user.GetRunAsync(killed);
        Assert.That(shown.GetProperty("error").GetProperty("message").GetString(), Is.EqualTo("The server stopped during the run."));

        Task<string> InsertAsync(string process, string status, string age) =>
            server.SqlIdAsync(
                $"""
                INSERT INTO lab_runs (user_id, title, code, code_version, device, device_kind, status, is_stop_requested, server,
                    created_at)
                VALUES ({user.UserId}, 't', '', 1, 'main', 'virtual', '{status}', false, '{process}', now() - interval '{age}')
                RETURNING id
                """
            );

        Task<string> StatusAsync(string id) => server.SqlAsync<string>($"SELECT status FROM lab_runs WHERE id = {id}");
    }
}
