using System.Diagnostics;
using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Lab;

/// <content>Runs of several nodes, and of workers that are killed.</content>
public sealed partial class ScriptRunsTests
{
    [Test]
    public async Task A_run_of_another_node_stops_without_waiting_until_its_output_is_saved()
    {
        await using var node = await _server.StartAnotherNodeAsync("--Lab:Device=none", "--Lab:Scripts:Enabled=true");
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync(Named("stopped-worker", "print('begun')\nsleep(60)"));
        var run = (await node.ClientLike(user).PostAsync($"/v1/lab/scripts/{script}/runs", new { }))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();
        await WaitForWorkerAsync("stopped-worker");
        await WaitForStatusAsync(run, "running");
        await using (var connection = new NpgsqlConnection(_server.ConnectionString))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("LOCK TABLE lab_run_outputs", connection, transaction);
            await command.ExecuteNonQueryAsync();
            (await user.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
            await Eventually.IsTrueAsync("the worker has ended", () => Task.FromResult(FindWorker("stopped-worker") is null));
            await transaction.RollbackAsync();
        }
        await WaitForStatusAsync(run, "stopped");
    }

    [Test]
    public async Task The_run_of_a_killed_worker_fails_with_a_message_and_keeps_its_output()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync(Named("killed-worker", "print('before')\nsleep(60)"));
        var worker = await WaitForWorkerAsync("killed-worker");
        await Eventually.ReadAsync(
            "the output is there",
            () => user.GetRunAsync(run),
            found => found.GetProperty("output").ToString().Contains("before", StringComparison.Ordinal)
        );
        using (var process = Process.GetProcessById(worker))
            process.Kill();
        var messages = await user.ReadStreamAsync(run);
        Assert.That(messages.Status(), Is.EqualTo("failed"));
        var recorded = await user.GetRunAsync(run);
        Assert.That(recorded.GetProperty("status").GetString(), Is.EqualTo("failed"));
        Assert.That(
            recorded.GetProperty("error").GetProperty("message").GetString(),
            Is.EqualTo("The script's process was ended by signal 9.")
        );
        Assert.That(recorded.GetProperty("output").ToString(), Does.Contain("before"));
        Assert.That((await user.RunCodeAsync("print('next')")).Status(), Is.EqualTo("done"), "the next script has a new worker");
    }

    [Test]
    public async Task A_run_records_the_circuit_that_its_user_chose_and_keeps_it()
    {
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync("ask = input('Go on?')\nprint(round(get_resistance() / 100))");
        var configured = (await user.StartRunAsync(script)).EnsureStatus(HttpStatusCode.Created).Id();
        Assert.That((await user.GetRunAsync(configured)).GetProperty("circuit").GetString(), Is.EqualTo("bench"));
        await user.PostAsync($"/v1/lab/runs/{configured}/stop", new { });
        await ChooseCircuitAsync("ohms-law");
        var run = (await user.StartRunAsync(script)).EnsureStatus(HttpStatusCode.Created).Id();
        await ChooseCircuitAsync(null);
        await Eventually.IsTrueAsync("the script takes the answer", async () =>
            (await user.PostAsync($"/v1/lab/runs/{run}/inputs", new { id = "input", value = "yes" })).Status == HttpStatusCode.NoContent
        );
        var messages = await user.ReadStreamAsync(run);
        Assert.That(messages.Elements()["print"]["value"].ToString(), Is.EqualTo("""["47"]"""), "as chosen at the start of the run");
        Assert.That((await user.GetRunAsync(run)).GetProperty("circuit").GetString(), Is.EqualTo("ohms-law"));

        async Task ChooseCircuitAsync(string? circuit) =>
            (await user.SendAsync(HttpMethod.Put, "/v1/lab/devices/main/circuit", new { circuit })).EnsureStatus(HttpStatusCode.OK);
    }

    /// <summary>Gives the process of a script a name by which it is found.</summary>
    private static string Named(string name, string code) => $"import ctypes\nctypes.CDLL(None).prctl(15, b'{name}', 0, 0, 0)\n{code}";

    private static async Task<int> WaitForWorkerAsync(string name) =>
        (
            await Eventually.ReadAsync("the worker runs the script", () => Task.FromResult(FindWorker(name)), found => found is not null)
        )!.Value;

    private static int? FindWorker(string name)
    {
        foreach (var process in Process.GetProcesses())
            using (process)
                if (process.ProcessName == name)
                    return process.Id;
        return null;
    }
}
