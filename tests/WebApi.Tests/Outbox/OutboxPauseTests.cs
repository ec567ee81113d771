using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>A restored copy that is started with <c>--Outbox:Paused=true</c> sends nothing and says so (docs/back-up.md).</summary>
[TestFixture, NonParallelizable]
public sealed class OutboxPauseTests
{
    [Test]
    public async Task A_paused_server_processes_no_entry_and_says_so_in_log_and_readiness()
    {
        using var log = new CapturedConsole();
        await using var server = await OpenEventServer.StartAsync("--Outbox:Paused=true", "--Outbox:AtOnce=4");
        await server.RegisterUserAsync(); // a verification e-mail is due
        var worker = server
            .App.Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Single(service => service.GetType().Name == "OutboxWorker");
        await worker.ExecuteTask!; // it has ended, so nothing will be sent later

        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE state = 'Waiting'"), Is.Positive);
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE state <> 'Waiting' OR attempts > 0"), Is.Zero);
        var ready = await server.Anonymous.GetAsync("/health/ready");
        Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(ready.Text, Does.StartWith("Degraded\n").And.Contain("outbox: paused (Outbox:Paused=true)"));
        Assert.That(log.Text, Does.Contain("Outgoing work is paused (Outbox:Paused=true)"));
    }

    [TestCase("true", false)]
    [TestCase("false", true)]
    public async Task Payments_are_not_reconciled_while_outgoing_work_is_paused(string paused, bool isEnabled)
    {
        await using var server = await OpenEventServer.StartAsync(
            $"--Outbox:Paused={paused}",
            "--Payments:Stripe:SecretKey=sk_test_123",
            "--Payments:Stripe:BaseAddress=http://127.0.0.1:1"
        );
        var job = server.App.Services.GetServices<IScheduledJob>().Single(j => j.Name == "reconcile-payments");
        Assert.That(job.IsEnabled, Is.EqualTo(isEnabled));
    }
}
