using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.WebApi.Tests.Jobs;

/// <summary>A server that runs nothing but scheduled jobs, with a clock and database connections of its own.</summary>
internal sealed class TestNode : IDatabaseState, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _source;
    private readonly string _applicationName = "node " + Guid.NewGuid().ToString("n");

    private TestNode(string connectionString, TestJob[] jobs)
    {
        _services = new ServiceCollection().AddMetrics().AddSingleton<JobMetrics>().BuildServiceProvider();
        _source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = _applicationName,
                NoResetOnClose = true,
            }.ConnectionString
        );
        Scheduler = new JobScheduler(
            _source,
            jobs,
            _services.GetRequiredService<JobMetrics>(),
            Clock,
            NullLogger<JobScheduler>.Instance,
            database: this
        );
    }

    public ManualClock Clock { get; } = new();

    public JobScheduler Scheduler { get; }

    /// <summary>What was reported about the database.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Exception> Reported { get; } = [];

    public CancellationToken Unresponsive => CancellationToken.None;

    public void Report(Exception outage) => Reported.Enqueue(outage);

    public static async Task<TestNode> StartAsync(string connectionString, params TestJob[] jobs)
    {
        var node = new TestNode(connectionString, jobs);
        await node.Scheduler.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Ends the database connections, as the end of the process does.</summary>
    public async Task LoseConnectionsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = $1",
            connection
        );
        command.Parameters.AddWithValue(_applicationName);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Scheduler.StopAsync(CancellationToken.None);
        Scheduler.Dispose();
        await _source.DisposeAsync();
        await _services.DisposeAsync();
    }
}
