using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure;

namespace OpenEvent.Application.Tests;

public class RecurringJobTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_job_runs_at_the_start_and_at_each_interval_even_after_failures_and_stops_quietly()
    {
        var clock = new ManualClock();
        var log = new LogLines();
        using var job = new Job(clock, log);
        await job.StartAsync(default);
        Assert.That(await job.NextAsync(), Is.EqualTo(1), "at startup");
        for (var run = 2; run <= 3; run++)
        {
            clock.Advance(Interval);
            Assert.That(await job.NextAsync(), Is.EqualTo(run), "the failure of the first run did not stop the job");
        }

        await job.StopAsync(default);
        Assert.That(
            (job.ExecuteTask!.IsCompletedSuccessfully, log.Messages),
            Is.EqualTo((true, (string[])["Warning: Job failed. It runs again at the next interval"]))
        );
    }

    [Test]
    public async Task A_first_run_that_does_not_end_does_not_delay_the_start_for_long()
    {
        using var job = new EndlessJob(new ManualClock(), new LogLines());
        await job.StartAsync(default);
        Assert.That(job.ExecuteTask!.IsCompleted, Is.False);
        await job.StopAsync(default);
    }

    private sealed class EndlessJob(TimeProvider clock, ILogger log) : RecurringJob(Interval, clock, log)
    {
        protected override Task RunAsync(CancellationToken ct) => Task.Delay(Timeout.Infinite, ct);
    }

    /// <summary>Fails in its first run. The server stops during its third run.</summary>
    private sealed class Job(TimeProvider clock, ILogger log) : RecurringJob(Interval, clock, log)
    {
        private readonly Channel<int> _startedRuns = Channel.CreateUnbounded<int>();
        private int _runs;

        public async Task<int> NextAsync()
        {
            var next = _startedRuns.Reader.ReadAsync().AsTask();
            if (await Task.WhenAny(next, ExecuteTask!) == ExecuteTask)
                throw new InvalidOperationException("The job has ended.", ExecuteTask.Exception);
            return await next;
        }

        protected override Task RunAsync(CancellationToken ct)
        {
            _startedRuns.Writer.TryWrite(++_runs);
            return _runs switch
            {
                1 => throw new InvalidDataException("The first run fails."),
                3 => CancelledAsync(ct),
                _ => Task.CompletedTask,
            };
        }

        private static async Task CancelledAsync(CancellationToken ct)
        {
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidDataException("Not an OperationCanceledException.");
        }
    }

    private sealed class LogLines : ILogger
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Messages.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
