using System.Diagnostics;
using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>How runs end that are stopped, forged or interrupted, and what is kept of them.</summary>
public sealed partial class ScriptRunsTests
{
    [Test]
    public async Task A_run_of_another_server_is_asked_to_stop()
    {
        var user = await _server.RegisterUserAsync();
        var run = await InsertRunAsync(user, "running");
        (await user.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
        Assert.That(await _server.SqlAsync<bool>($"SELECT is_stop_requested FROM lab_runs WHERE id = {run}"), Is.True);
    }

    [Test]
    public async Task The_run_of_a_user_who_is_blocked_is_stopped()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("import time\ntime.sleep(60)");
        await WaitForStatusAsync(run, "running");
        await _server.SqlAsync($"UPDATE users SET is_blocked = true WHERE id = {user.UserId}");
        await WaitForStatusAsync(run, "stopped");
    }

    [Test]
    public async Task A_user_without_a_verified_address_has_one_run_at_once()
    {
        var user = await _server.RegisterUserAsync(verified: false);
        var run = await user.StartCodeAsync("import time\ntime.sleep(60)");
        var second = await user.StartRunAsync(await user.CreateScriptAsync("1"));
        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(second.Detail, Does.Contain("Verify your e-mail address"));
        await user.PostAsync($"/v1/lab/runs/{run}/stop", new { });
        await WaitForStatusAsync(run, "stopped");
    }

    [Test]
    public async Task Inputs_with_idempotency_keys_do_not_wait_for_a_script_that_does_not_read()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync(
            """
            import os, time
            added = b'{"type":"add","element":{"type":"input","name":"%d","id":"%d","label":"","value":"","kind":"text"}}\n'
            for i in range(20):
                os.write(4, added % (i, i))
                os.write(4, b'{"type":"input","n":%d,"id":"%d","wait":true}\n' % (i, i))
            print('asked')
            time.sleep(60)
            """
        );
        await Eventually.ReadAsync(
            "the script has asked",
            () => user.GetRunAsync(run),
            r => r.GetProperty("output").ToString().Contains("asked", StringComparison.Ordinal)
        );
        for (var i = 0; i < 20; i++)
            (
                await user.PostAsync(
                    $"/v1/lab/runs/{run}/inputs",
                    new { id = $"{i}", value = new string('x', 10_000) },
                    ("Idempotency-Key", $"{run} {i}")
                )
            ).EnsureStatus(HttpStatusCode.NoContent);
        Assert.That((await user.GetRunAsync(run)).GetProperty("status").GetString(), Is.EqualTo("running"));
        await user.PostAsync($"/v1/lab/runs/{run}/stop", new { });
        await WaitForStatusAsync(run, "stopped");
    }

    [Test]
    public async Task The_kept_outputs_of_a_user_have_a_size()
    {
        foreach (var isVerified in (bool[])[false, true])
        {
            var user = await _server.RegisterUserAsync(verified: isVerified);
            var runs = new List<string>();
            for (var i = 0; i < 3; i++)
            {
                var run = await InsertRunAsync(user, "done");
                runs.Add(run);
                await _server.SqlAsync($"INSERT INTO lab_run_outputs VALUES ({run}, repeat('x', 2000000))");
            }

            await user.RunCodeAsync("pass");
            Assert.That(
                await _server.SqlAsync<string>(
                    $"SELECT string_agg(run_id::text, ' ' ORDER BY run_id) FROM lab_run_outputs WHERE run_id IN ({string.Join(',', runs)})"
                ),
                Is.EqualTo(string.Join(' ', isVerified ? runs : runs.Skip(1))),
                isVerified ? "a control: 50 MB are kept" : "4 of 5 MB are kept"
            );
        }
    }

    private Task WaitForStatusAsync(string run, string status) =>
        Eventually.ReadAsync(
            $"the run is {status}",
            () => _server.SqlAsync<string>($"SELECT status FROM lab_runs WHERE id = {run}"),
            found => found == status
        );

    [Test]
    public async Task Only_the_outputs_of_the_last_runs_are_kept()
    {
        var user = await _server.RegisterUserAsync();
        var old = await InsertRunAsync(user, "done");
        await _server.SqlAsync(
            $"""
            INSERT INTO lab_run_outputs VALUES ({old}, '[]');
            INSERT INTO lab_runs (user_id, title, code, code_version, device, device_kind, status, is_stop_requested, created_at)
            SELECT {user.UserId}, 't', '', 1, 'main', 'virtual', 'done', false, now() FROM generate_series(1, 199)
            """
        );
        await _server.SqlAsync($"UPDATE lab_runs SET code = 'old' WHERE id = {old}");
        await user.RunCodeAsync("pass");
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM lab_run_outputs WHERE run_id = {old}"), Is.Zero);
        Assert.That(await _server.SqlAsync<string>($"SELECT code FROM lab_runs WHERE id = {old}"), Is.Empty);
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM lab_runs WHERE id = {old}"), Is.EqualTo(1), "its record stays");
    }

    [TestCase("{'type': 'add', 'element': {'type': 'iframe', 'name': 'x', 'id': 'x', 'src': 'https://evil.example'}}")]
    [TestCase("{'type': 'add', 'element': {'type': 'text', 'name': 'x', 'id': 'x', 'value': [{'a': 1}]}}")]
    [TestCase("{'type': 'update', 'id': 'nothing', 'patch': {'value': 1}}")]
    [TestCase("{'type': 'update', 'id': 'print', 'patch': {'value': ['a']}}")]
    [TestCase("{'type': 'input', 'n': 1, 'id': 'nothing', 'wait': False}")]
    [TestCase("{'type': 'status', 'status': 'done'}")]
    [TestCase("{'type': 'console', 'stream': 'server', 'text': 'x'}")]
    public async Task A_forged_message_ends_its_own_run_and_no_other(string message)
    {
        var (user, other) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var running = await other.StartCodeAsync("sleep(1)\nprint('fine')");
        var messages = await user.RunCodeAsync($"e = label('x')\ne._elements._channel.send({message})\nsleep(20)");
        Assert.That(messages.Status(), Is.EqualTo("failed"), string.Join('\n', messages));
        Assert.That(messages.Single(m => m.Type() == "error").GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That((await other.ReadStreamAsync(running)).Status(), Is.EqualTo("done"));
    }

    [Test]
    public async Task A_run_ends_and_the_device_comes_back_although_its_virtual_board_is_killed()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync(
            """
            try:
                capture1('CH1', 10000, 2000)
                print('measured')
            except DeviceError as e:
                print(e.code)
            """
        );
        // The capture takes 20 s, so it is not over when the board is killed.
        await Eventually.IsTrueAsync("the board works on the call", async () =>
            (await _server.Admin.GetAsync("/v1/lab/devices/main/queue")).Json.GetProperty("is_busy").GetBoolean()
            && await _server.SqlAsync<bool>(
                $"SELECT EXISTS (SELECT 1 FROM lab_calls WHERE user_id = {user.UserId} AND outcome = 'Running')"
            )
        );
        var boards = VirtualDeviceTests.Boards(_server.DataDirectory).ToList();
        Assert.That(boards, Is.Not.Empty);
        foreach (var id in boards)
            using (var board = Process.GetProcessById(id))
                board.Kill();
        var messages = await user.ReadStreamAsync(run);
        Assert.That(messages.Elements()["print"]["value"].ToString(), Is.EqualTo("""["device-lost"]"""));
        Assert.That(messages.Status(), Is.EqualTo("done"), string.Join('\n', messages));
        await _server.WaitForDeviceStateAsync("ready");
    }

    [Test]
    public async Task Runs_end_when_the_server_stops()
    {
        await using var node = await _server.StartAnotherNodeAsync("--Lab:Device=none", "--Lab:Scripts:Enabled=true");
        var user = await _server.RegisterUserAsync();
        var there = node.ClientLike(user);
        var script = await user.CreateScriptAsync("sleep(60)");
        var run = (await there.PostAsync($"/v1/lab/scripts/{script}/runs", new { })).EnsureStatus(HttpStatusCode.Created).Id();
        await WaitForStatusAsync(user, run, "running");
        var watching = user.ReadStreamAsync(run);
        await node.App.StopAsync();
        Assert.That((await watching).Status(), Is.EqualTo("interrupted"), "a viewer at the other server sees the end");
        Assert.That((await user.GetRunAsync(run)).GetProperty("status").GetString(), Is.EqualTo("interrupted"));
    }
}
