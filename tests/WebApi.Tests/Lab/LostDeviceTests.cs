using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A device that disconnects and returns, and one that two servers try to use.</summary>
public sealed class LostDeviceTests
{
    [Test]
    public async Task Calls_during_a_disconnection_get_an_answer_or_an_error_and_then_the_device_serves_again()
    {
        using var board = PluggableBoard.StartPluggedIn();
        await using var server = await OpenEventServer.StartAsync(board.Settings);
        await server.WaitForDeviceStateAsync("ready");
        var users = await server.CreateUsersAsync(20);
        (await users[0].CallAsync("get_voltage('CH1')")).EnsureStatus(HttpStatusCode.OK);

        // Each call takes a second, so not even a slow machine completes all of them before the board is unplugged.
        var calls = users.SelectMany(p => Enumerable.Range(0, 3).Select(_ => p.CallAsync("capture1('CH1', 10000, 100)"))).ToList();
        await Task.WhenAny(calls);
        board.Unplug();
        var answers = await Task.WhenAll(calls);
        Assert.That(
            answers.Select(a => a.Status).Distinct(),
            Is.SubsetOf((HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable])
        );
        var lost = answers.Where(a => a.Status == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.That(lost, Is.Not.Empty);
        Assert.That(
            lost,
            Has.All.Matches<ApiResponse>(a => a.Detail.Contains("main", StringComparison.Ordinal) && a.Headers.RetryAfter is not null)
        );
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM lab_calls WHERE outcome = 'Running'"), Is.Zero);
        Assert.That((await server.Admin.GetAsync("/v1/lab/devices/main")).Json.GetProperty("state").GetString(), Is.EqualTo("lost"));
        Assert.That(
            (await server.Anonymous.GetAsync("/health/ready")).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "the other parts of the server work"
        );

        board.PlugIn();
        await server.WaitForDeviceStateAsync("ready");
        foreach (var user in users)
            (await user.CallAsync("get_voltage('CH1')")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_port_belongs_to_one_server_until_it_stops()
    {
        using var board = PluggableBoard.StartPluggedIn();
        var first = await OpenEventServer.StartAsync(board.Settings);
        try
        {
            await first.WaitForDeviceStateAsync("ready");
            await using var second = await first.StartAnotherNodeAsync(board.Settings);
            await second.WaitForDeviceStateAsync("lost");
            var rejected = (await second.Admin.CallAsync("get_voltage('CH1')")).EnsureStatus(HttpStatusCode.ServiceUnavailable);
            Assert.That(
                (rejected.Code(), rejected.Detail),
                Is.EqualTo(("device-of-another-server", "The device main is in use by another server."))
            );
            Assert.That(RenderSummary(second), Does.Contain("main (").And.Contain("The device main is in use by another server."));
            Assert.That(RenderSummary(first), Does.Contain("main (").And.Not.Contain("in use"));
            (await first.Admin.CallAsync("get_voltage('CH1')")).EnsureStatus(HttpStatusCode.OK);
            await first.App.StopAsync();
            await second.WaitForDeviceStateAsync("ready");
            (await second.Admin.CallAsync("get_voltage('CH1')")).EnsureStatus(HttpStatusCode.OK);
        }
        finally
        {
            await first.DisposeAsync();
        }
    }

    [Test]
    public async Task A_server_that_stops_leaves_the_outputs_off()
    {
        using var board = PluggableBoard.StartPluggedIn();
        await using (var server = await OpenEventServer.StartAsync(board.Settings))
        {
            await server.WaitForDeviceStateAsync("ready");
            (await server.Admin.CallAsync("set_pv1(3)")).EnsureStatus(HttpStatusCode.OK);
            Assert.That((await server.Admin.CallAsync("get_voltage('CH1')")).Number(), Is.EqualTo(3).Within(0.15), "PV1 is wired to CH1");
        }

        Assert.That(await board.MeasurePV1Async(), Is.EqualTo(0).Within(0.15));
    }

    [Test]
    public async Task Metrics_count_calls_by_outcome_and_tell_whether_the_device_answers()
    {
        using var board = PluggableBoard.StartPluggedIn();
        await using var server = await OpenEventServer.StartAsync([.. board.Settings, "--Metrics:Enabled=true"]);
        await server.WaitForDeviceStateAsync("ready");
        await server.Admin.CallAsync("get_voltage('CH1')");
        var metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        Assert.That(metrics, Does.Match("""openevent_lab_calls\w*\{[^}]*device="main"[^}]*outcome="done"[^}]*\} 1"""));
        Assert.That(metrics, Does.Match("""openevent_lab_device_up\{[^}]*device="main"[^}]*\} 1"""));
    }

    private static string RenderSummary(OpenEventServer server) =>
        server.App.Services.GetRequiredService<StartupSummary>().Render(server.App.Urls, "Test");
}
