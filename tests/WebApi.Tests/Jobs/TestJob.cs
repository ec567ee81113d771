using System.Threading.Channels;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.WebApi.Tests.Jobs;

/// <summary>A job whose runs a test ends.</summary>
internal sealed class TestJob(string name) : IScheduledJob
{
    private readonly Channel<TaskCompletionSource> _runs = Channel.CreateUnbounded<TaskCompletionSource>();

    public string Name => name;

    public JobSchedule Schedule => JobSchedule.Hourly;

    /// <summary>Whether a run started that the test has not seen.</summary>
    public bool HasStarted => _runs.Reader.TryPeek(out _);

    /// <summary>Waits for the start of the next run.</summary>
    public Task<TaskCompletionSource> NextRunAsync() => _runs.Reader.ReadAsync().AsTask();

    public Task RunAsync(CancellationToken ct)
    {
        var run = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _runs.Writer.TryWrite(run);
        return run.Task.WaitAsync(ct);
    }
}
