using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Calls whose server was killed are settled at the next start of a server.</summary>
public sealed class InterruptedCallsTests
{
    [Test]
    public async Task Calls_of_a_killed_server_are_interrupted_and_those_of_a_running_one_are_not()
    {
        await using var server = await OpenEventServer.StartAsync("--Lab:Device=none");
        var own = $"Runs on {Environment.MachineName}";
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var started = new DateTimeOffset(self.StartTime).ToUnixTimeSeconds();
        var killed = await InsertAsync(server, $"{own} 2000000000 1", "0 seconds");
        var reused = await InsertAsync(server, $"{own} {Environment.ProcessId} {started - 1000}", "0 seconds");
        var running = await InsertAsync(server, $"{own} {Environment.ProcessId} {started}", "0 seconds");
        var unrecorded = await InsertAsync(server, $"{own} {Environment.ProcessId} {started}", "1 hour");
        var stream = await InsertAsync(server, $"{own} {Environment.ProcessId} {started}", "1 hour", "stream");
        var elsewhere = await InsertAsync(server, "Runs on another-machine 12 1", "5 seconds");
        var old = await InsertAsync(server, "Runs on another-machine 12 1", "1 hour");
        await using var next = await server.StartAnotherNodeAsync("--Lab:Device=none");
        await Eventually.ReadAsync("the old call is settled", () => GetOutcomeAsync(server, old), outcome => outcome != "Running");
        foreach (var id in new[] { killed, reused, unrecorded, old })
            Assert.That(await GetOutcomeAsync(server, id), Is.EqualTo("Interrupted"), id);
        foreach (var id in new[] { running, stream, elsewhere })
            Assert.That(await GetOutcomeAsync(server, id), Is.EqualTo("Running"), id);
        var shown = (await server.Admin.GetAsync($"/v1/lab/calls/{killed}")).Json.GetProperty("data").GetProperty("attributes");
        Assert.That(shown.GetProperty("outcome").GetString(), Is.EqualTo("interrupted"));
        Assert.That(shown.GetProperty("detail").GetString(), Is.EqualTo("The server stopped during the call."));
    }

    private static Task<string> InsertAsync(OpenEventServer server, string detail, string age, string function = "get_version()") =>
        server.SqlIdAsync(
            "INSERT INTO lab_calls (device, function, outcome, detail, created_at) "
                + $"VALUES ('main', '{function}', 'Running', '{detail}', now() - interval '{age}') RETURNING id"
        );

    private static Task<string> GetOutcomeAsync(OpenEventServer server, string id) =>
        server.SqlAsync<string>($"SELECT outcome FROM lab_calls WHERE id = {id}");
}
