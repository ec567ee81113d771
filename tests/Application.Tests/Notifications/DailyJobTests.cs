using System.Collections.Concurrent;
using System.Globalization;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common;
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
        await using var services = Services(mediator).BuildServiceProvider();
        using var job = new DailyJob(services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<DailyJob>.Instance);
        await job.StartAsync(default);
        Assert.That(await AfterAsync("00:00:00"), Is.EqualTo((1, 1)), "at the start, at 10:00, one part fails and the others run");
        Assert.That(await AfterAsync("00:59:59"), Is.EqualTo((1, 1)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 2)), "the run is repeated an hour later");
        Assert.That(await AfterAsync("18:29:59"), Is.EqualTo((1, 2)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 3)), "the next day, at 05:30");
        Assert.That(await AfterAsync("23:59:59"), Is.EqualTo((1, 3)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 4)), "the day after, at 05:30");
        await job.StopAsync(default);
        Assert.That(
            (job.ExecuteTask!.IsCompletedSuccessfully, mediator.CompletedRuns),
            Is.EqualTo((true, (DateTimeOffset[])[FirstRun, FirstRun, FirstRun.AddDays(1), FirstRun.AddDays(2)]))
        );
        string[] expected =
        [
            "SendAfterEventEmails 0",
            "SendAfterEventEmails 1",
            "SendSpeakerThanks 0",
            "SendSpeakerThanks 1",
            "RejectOverdueSessions",
            "SendSalesEndReminders 0",
            "SendSalesEndReminders 1",
            "SendAfterEventEmails 0",
            "SendAfterEventEmails 1",
            "SendSpeakerThanks 0",
            "SendSpeakerThanks 1",
            "RejectOverdueSessions",
        ];
        Assert.That(mediator.SentCommands.Take(12), Is.EqualTo(expected), "each command is repeated until no event is left");

        async Task<(int Failures, int Runs)> AfterAsync(string time)
        {
            clock.Advance(TimeSpan.Parse(time, CultureInfo.InvariantCulture));
            await clock.WaitForTimerAsync();
            return (mediator.Failures, mediator.CompletedRuns.Count);
        }
    }

    [Test]
    public async Task An_event_that_fails_is_left_out_and_the_others_go_on_until_the_next_hour()
    {
        var clock = new ManualClock();
        var mediator = new FakeMediator(FirstRun) { FailingEvent = 1 };
        await using var services = Services(mediator).BuildServiceProvider();
        using var job = new DailyJob(services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<DailyJob>.Instance);
        await job.StartAsync(default);
        clock.Advance(TimeSpan.Zero);
        await clock.WaitForTimerAsync();
        Assert.That(
            mediator.SentCommands.Take(3),
            Is.EqualTo((string[])["SendSalesEndReminders 0", "SendSalesEndReminders 0 except 1", "SendSalesEndReminders 1 except 1"])
        );
        Assert.That(mediator.CompletedRuns, Has.Count.EqualTo(1), "the other parts");
        clock.Advance(TimeSpan.FromHours(1));
        await clock.WaitForTimerAsync();
        Assert.That(mediator.CompletedRuns, Has.Count.EqualTo(2), "again after an hour");
        await job.StopAsync(default);
    }

    /// <summary>Answers each command with one more event to check, and fails at the first command, or always at one event.</summary>
    private static IServiceCollection Services(FakeMediator mediator) =>
        new ServiceCollection().AddScoped<WriteSet>().AddScoped<Authorization>().AddScoped<IMediator>(_ => mediator);

    private sealed class FakeMediator(DateTimeOffset first) : IMediator
    {
        public ConcurrentQueue<string> SentCommands { get; } = new();

        /// <summary>The times of the runs that completed.</summary>
        public ConcurrentQueue<DateTimeOffset> CompletedRuns { get; } = new();

        public int Failures { get; private set; }

        /// <summary>The event whose e-mails fail. Then the first command does not fail.</summary>
        public long? FailingEvent { get; init; }

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
                    if (FailingEvent is null && Failures == 0 && _runAt == first)
                    {
                        Failures++;
                        throw new InvalidDataException("The first run fails.");
                    }

                    return Next(nameof(SendSalesEndReminders), sales.RunAt, sales.AfterEventId, sales.Except);
                case SendAfterEventEmails events:
                    return Next(nameof(SendAfterEventEmails), events.RunAt, events.AfterEventId, events.Except);
                case SendSpeakerThanks speakers:
                    return Next(nameof(SendSpeakerThanks), speakers.RunAt, speakers.AfterEventId, speakers.Except);
                case RejectOverdueSessions:
                    SentCommands.Enqueue(nameof(RejectOverdueSessions));
                    CompletedRuns.Enqueue(_runAt);
                    return 0;
                default:
                    throw new NotSupportedException(request.GetType().Name);
            }
        }

        private long? Next(string command, DateTimeOffset runAt, long after, long[] except)
        {
            _runAt = runAt;
            SentCommands.Enqueue($"{command} {after}{(except.Length == 0 ? "" : $" except {string.Join(',', except)}")}");
            if (FailingEvent is { } failing && after < failing && !except.Contains(failing))
                throw new DailyEmailException(failing, new InvalidTimeZoneException());
            return after == 0 ? 1 : null;
        }
    }
}
