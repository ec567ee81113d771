using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Jobs;

/// <summary>Each job runs once for all servers of a database, and is repeated on its own after a failure (docs/decisions/034).</summary>
public sealed class JobSchedulerTests : ServerFixture
{
    /// <summary>A database without tables, so that all jobs are due when the server starts.</summary>
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync();

    private TestJob _job = null!;

    [SetUp]
    public void CreateJob() => _job = new TestJob("test-" + Guid.NewGuid().ToString("n"));

    [Test]
    public async Task Of_two_servers_one_runs_a_due_job_and_the_other_does_not_repeat_it()
    {
        await using var one = await TestNode.StartAsync(Server.ConnectionString, _job);
        var run = await _job.NextRunAsync();
        await using var two = await TestNode.StartAsync(Server.ConnectionString, _job);
        await two.Clock.WaitForTimerAsync(); // it has read the table
        Assert.That(_job.HasStarted, Is.False, "the first server runs it");
        run.SetResult();
        await WaitForAsync("succeeded_at IS NOT NULL");
        two.Clock.Advance(TimeSpan.FromMinutes(1));
        await two.Clock.WaitForTimerAsync();
        Assert.That(_job.HasStarted, Is.False, "it is due in an hour");
        two.Clock.Advance(TimeSpan.FromHours(1));
        (await _job.NextRunAsync()).SetResult();
    }

    [Test]
    public async Task A_job_whose_server_is_killed_is_run_by_another_one()
    {
        await using var killed = await TestNode.StartAsync(Server.ConnectionString, _job);
        await _job.NextRunAsync();
        await using var other = await TestNode.StartAsync(Server.ConnectionString, _job);
        await other.Clock.WaitForTimerAsync();
        Assert.That(_job.HasStarted, Is.False);
        await killed.LoseConnectionsAsync(Server.ConnectionString);
        other.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _job.NextRunAsync()).SetResult();
        await WaitForAsync("succeeded_at IS NOT NULL");
    }

    [Test]
    public async Task A_server_that_stops_leaves_its_job_due_and_does_not_count_a_failure()
    {
        await using (await TestNode.StartAsync(Server.ConnectionString, _job))
            await _job.NextRunAsync();
        Assert.That(await ReadAsync<int>("failures"), Is.Zero);
        await using var other = await TestNode.StartAsync(Server.ConnectionString, _job);
        (await _job.NextRunAsync()).SetResult();
    }

    [Test]
    public async Task A_failed_job_is_repeated_after_a_growing_pause_and_the_others_are_not_concerned()
    {
        var other = new TestJob(_job.Name + "-other");
        await using var node = await TestNode.StartAsync(Server.ConnectionString, _job, other);
        (await other.NextRunAsync()).SetResult();
        TimeSpan[] pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4)];
        for (var failures = 1; failures <= pauses.Length; failures++)
        {
            (await _job.NextRunAsync()).SetException(new InvalidDataException("The file is\nbroken."));
            await WaitForAsync($"failures = {failures}");
            Assert.That(await ReadAsync<string>("last_error"), Is.EqualTo("InvalidDataException: The file is broken."));
            Assert.That(await ReadAsync<DateTime>("next_run_at"), Is.EqualTo((node.Clock.GetUtcNow() + pauses[failures - 1]).UtcDateTime));
            Assert.That(node.Reported, Has.Count.EqualTo(failures).And.All.InstanceOf<InvalidDataException>(), "for the database's state");
            await node.Clock.WaitForTimerAsync();
            Assert.That((await CheckHealthAsync(node)).Status, Is.EqualTo(failures < 3 ? HealthStatus.Healthy : HealthStatus.Degraded));
            node.Clock.Advance(pauses[failures - 1]);
        }

        Assert.That((await CheckHealthAsync(node)).Description, Does.Contain($"{_job.Name} failed 3 times in a row"));
        Assert.That(other.HasStarted, Is.False, "it is due in an hour");
        (await _job.NextRunAsync()).SetResult();
        await WaitForAsync("failures = 0 AND last_error IS NULL");
    }

    [Test]
    public async Task A_job_that_nobody_runs_is_degraded()
    {
        await using var node = await TestNode.StartAsync(Server.ConnectionString, _job);
        (await _job.NextRunAsync()).SetResult();
        await WaitForAsync("succeeded_at IS NOT NULL");
        await node.Clock.WaitForTimerAsync();
        Assert.That((await CheckHealthAsync(node)).Status, Is.EqualTo(HealthStatus.Healthy));
        await node.Scheduler.StopAsync(CancellationToken.None);
        node.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That((await CheckHealthAsync(node)).Description, Does.Contain($"{_job.Name} is due since").And.Contain("did not run"));
    }

    [Test]
    public async Task Staff_see_each_job_with_its_last_and_next_run()
    {
        await Eventually.ReadAsync(
            "both jobs have run",
            () =>
                Server.SqlAsync<long>(
                    "SELECT count(*) FROM jobs WHERE name IN ('expire-orders', 'delete-done-outbox-entries') AND succeeded_at IS NOT NULL"
                ),
            count => count == 2
        );
        var jobs = (await Server.Admin.GetAsync("/v1/jobs?page[size]=0&sort=name"))
            .Data.EnumerateArray()
            .Select(j => j.GetProperty("attributes"))
            .ToDictionary(j => j.GetProperty("name").GetString()!);
        Assert.That(jobs.Keys, Is.SupersetOf(Server.App.Services.GetServices<IScheduledJob>().Where(j => j.IsEnabled).Select(j => j.Name)));
        var expiry = jobs["expire-orders"];
        Assert.That(expiry.GetProperty("schedule").GetString(), Is.EqualTo("every 20 seconds"));
        Assert.That(expiry.GetProperty("succeeded-at").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(-10)));
        Assert.That(expiry.GetProperty("node").GetString(), Does.Contain($"process {Environment.ProcessId}"));
        Assert.That((int)(await (await Server.RegisterUserAsync()).GetAsync("/v1/jobs")).Status, Is.EqualTo(403));
    }

    [Test]
    public void Names_of_jobs_are_unique() => Assert.That(Server.App.Services.GetServices<IScheduledJob>().Select(j => j.Name), Is.Unique);

    private static Task<HealthCheckResult> CheckHealthAsync(TestNode node)
    {
        // A factory's result is disposed with its provider, an instance is not.
        using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(node.Clock)
            .AddSingleton(node.Scheduler)
            .BuildServiceProvider();
        return new JobHealth(services).CheckHealthAsync(new HealthCheckContext());
    }

    private Task<T> ReadAsync<T>(string column) => Server.SqlAsync<T>($"SELECT {column} FROM jobs WHERE name = '{_job.Name}'");

    private Task WaitForAsync(string condition) =>
        Eventually.IsTrueAsync($"the row of the job has {condition}", () =>
            Server.SqlAsync<bool>($"SELECT EXISTS (SELECT FROM jobs WHERE name = '{_job.Name}' AND {condition})")
        );
}
