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

public class DailyWorkTests
{
    private static readonly DateTimeOffset First = new(2026, 5, 1, 5, 30, 0, TimeSpan.Zero);

    [Test]
    public async Task A_round_is_done_at_the_start_again_after_a_failure_and_then_once_a_day()
    {
        var (clock, desk) = (new LabClock(), new Desk(First));
        await using var services = new ServiceCollection().AddScoped<IMediator>(_ => desk).BuildServiceProvider();
        using var work = new DailyWork(services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<DailyWork>.Instance);
        await work.StartAsync(default);
        Assert.That(await AfterAsync("00:00:00"), Is.EqualTo((1, 0)), "10:00, at the start: it fails");
        Assert.That(await AfterAsync("00:59:59"), Is.EqualTo((1, 0)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 1)), "an hour later it is done");
        Assert.That(await AfterAsync("18:29:59"), Is.EqualTo((1, 1)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 2)), "the next day, at 05:30");
        Assert.That(await AfterAsync("23:59:59"), Is.EqualTo((1, 2)));
        Assert.That(await AfterAsync("00:00:01"), Is.EqualTo((1, 3)), "and the next");
        await work.StopAsync(default);
        Assert.That(
            (work.ExecuteTask!.IsCompletedSuccessfully, desk.Rounds),
            Is.EqualTo((true, (DateTimeOffset[])[First, First.AddDays(1), First.AddDays(2)]))
        );
        string[] whole =
        [
            "RemindOfSalesEnds 0",
            "RemindOfSalesEnds 1",
            "FollowUpEvents 0",
            "FollowUpEvents 1",
            "ThankSpeakers 0",
            "ThankSpeakers 1",
            "RejectOverdueSessions",
        ];
        Assert.That(desk.Asked.Take(7), Is.EqualTo(whole), "each to its end");

        async Task<(int Failures, int Rounds)> AfterAsync(string time)
        {
            clock.Pass(TimeSpan.Parse(time, CultureInfo.InvariantCulture));
            await clock.WaitedForAsync();
            return (desk.Failures, desk.Rounds.Count);
        }
    }

    /// <summary>Answers that there is one more event after the first, and fails at the very first.</summary>
    private sealed class Desk(DateTimeOffset first) : IMediator
    {
        public ConcurrentQueue<string> Asked { get; } = new();

        /// <summary>The rounds that came to their end.</summary>
        public ConcurrentQueue<DateTimeOffset> Rounds { get; } = new();

        public int Failures { get; private set; }

        private DateTimeOffset _round;

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
                case RemindOfSalesEnds sales:
                    _round = sales.Round;
                    if (Failures == 0 && _round == first)
                    {
                        Failures++;
                        throw new InvalidDataException("The first time.");
                    }

                    return Next(nameof(RemindOfSalesEnds), sales.Round, sales.AfterEventId);
                case FollowUpEvents events:
                    return Next(nameof(FollowUpEvents), events.Round, events.AfterEventId);
                case ThankSpeakers speakers:
                    return Next(nameof(ThankSpeakers), speakers.Round, speakers.AfterEventId);
                case RejectOverdueSessions:
                    Asked.Enqueue(nameof(RejectOverdueSessions));
                    Rounds.Enqueue(_round);
                    return 0;
                default:
                    throw new NotSupportedException(request.GetType().Name);
            }
        }

        private long? Next(string command, DateTimeOffset round, long after)
        {
            Assert.That(round, Is.EqualTo(_round));
            Asked.Enqueue($"{command} {after}");
            return after == 0 ? 1 : null;
        }
    }
}
