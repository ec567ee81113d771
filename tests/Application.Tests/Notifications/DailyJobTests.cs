using System.Collections.Concurrent;
using System.Globalization;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Notifications;

namespace OpenEvent.Application.Tests.Notifications;

public class DailyJobTests
{
    private static readonly DateTimeOffset FirstRun = new(2026, 5, 1, 5, 30, 0, TimeSpan.Zero);

    [Test]
    public async Task The_job_runs_at_the_start_again_after_a_failure_and_then_once_a_day()
    {
        var clock = new ManualClock();
        var mediator = new FakeMediator(FirstRun);
        await using var services = new ServiceCollection().AddScoped<IMediator>(_ => mediator).BuildServiceProvider();
        using var job = new DailyJob(services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<DailyJob>.Instance);
        await job.StartAsync(default);
        Assert.That(await AfterAsync("00:00:00"), Is.EqualTo((1, 0)), "at the start, at 10:00, the run fails");
        Assert.That(await AfterAsync("00:59:59"), Is.EqualTo((1, 0)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 1)), "the run succeeds an hour later");
        Assert.That(await AfterAsync("18:29:59"), Is.EqualTo((1, 1)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 2)), "the next day, at 05:30");
        Assert.That(await AfterAsync("23:59:59"), Is.EqualTo((1, 2)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 3)), "the day after, at 05:30");
        await job.StopAsync(default);
        Assert.That(
            (job.ExecuteTask!.IsCompletedSuccessfully, mediator.CompletedRuns),
            Is.EqualTo((true, (DateTimeOffset[])[FirstRun, FirstRun.AddDays(1), FirstRun.AddDays(2)]))
        );
        string[] expected =
        [
            "SendSalesEndReminders 0",
            "SendSalesEndReminders 1",
            "SendAfterEventEmails 0",
            "SendAfterEventEmails 1",
            "SendSpeakerThanks 0",
            "SendSpeakerThanks 1",
            "RejectOverdueSessions",
        ];
        Assert.That(mediator.SentCommands.Take(7), Is.EqualTo(expected), "each command is repeated until no event is left");

        async Task<(int Failures, int Runs)> AfterAsync(string time)
        {
            clock.Advance(TimeSpan.Parse(time, CultureInfo.InvariantCulture));
            await clock.WaitForTimerAsync();
            return (mediator.Failures, mediator.CompletedRuns.Count);
        }
    }

    /// <summary>Answers each command with one more event to check, and fails at the first command.</summary>
    private sealed class FakeMediator(DateTimeOffset first) : IMediator
    {
        public ConcurrentQueue<string> SentCommands { get; } = new();

        /// <summary>The times of the runs that completed.</summary>
        public ConcurrentQueue<DateTimeOffset> CompletedRuns { get; } = new();

        public int Failures { get; private set; }

        private DateTimeOffset _runAt;

        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            Task.FromResult((TResponse)(object)Answer(request)!);

        public Task<object?> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();

        private object? Answer(object request)
        {
            switch (request)
            {
                case SendSalesEndReminders sales:
                    _runAt = sales.RunAt;
                    if (Failures == 0 && _runAt == first)
                    {
                        Failures++;
                        throw new InvalidDataException("The first run fails.");
                    }

                    return Next(nameof(SendSalesEndReminders), sales.RunAt, sales.AfterEventId);
                case SendAfterEventEmails events:
                    return Next(nameof(SendAfterEventEmails), events.RunAt, events.AfterEventId);
                case SendSpeakerThanks speakers:
                    return Next(nameof(SendSpeakerThanks), speakers.RunAt, speakers.AfterEventId);
                case RejectOverdueSessions:
                    SentCommands.Enqueue(nameof(RejectOverdueSessions));
                    CompletedRuns.Enqueue(_runAt);
                    return 0;
                default:
                    throw new NotSupportedException(request.GetType().Name);
            }
        }

        private long? Next(string command, DateTimeOffset runAt, long after)
        {
            Assert.That(runAt, Is.EqualTo(_runAt));
            SentCommands.Enqueue($"{command} {after}");
            return after == 0 ? 1 : null;
        }
    }
}
