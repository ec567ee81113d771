using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Notifications;

namespace OpenEvent.Application.Tests.Notifications;

public class DailyEmailsJobTests
{
    [Test]
    public async Task The_command_is_repeated_until_no_event_is_left()
    {
        var mediator = new FakeMediator();
        await RunAsync(mediator);
        Assert.That(mediator.Commands, Is.EqualTo((string[])["after 0", "after 1", "after 2"]));
    }

    [Test]
    public void An_event_that_fails_is_left_out_the_others_go_on_and_the_run_counts_as_failed()
    {
        var mediator = new FakeMediator { FailingEvent = 1 };
        var failure = Assert.ThrowsAsync<DailyEmailException>(() => RunAsync(mediator));
        Assert.That(failure!.EventId, Is.EqualTo(1));
        Assert.That(mediator.Commands, Is.EqualTo((string[])["after 0", "after 0 except 1", "after 1 except 1", "after 2 except 1"]));
    }

    [Test]
    public async Task The_run_has_the_time_at_which_it_was_due()
    {
        var mediator = new FakeMediator();
        await RunAsync(mediator);
        Assert.That(mediator.RunAt, Is.EqualTo(new DateTimeOffset(2026, 5, 1, 5, 30, 0, TimeSpan.Zero)), "the clock says 10:00");
    }

    private static async Task RunAsync(FakeMediator mediator)
    {
        await using var services = new ServiceCollection()
            .AddScoped<WriteSet>()
            .AddScoped<PendingRejection>()
            .AddScoped<Authorization>()
            .AddScoped<IMediator>(_ => mediator)
            .BuildServiceProvider();
        await new DailyEmailsJob(
            "send-after-event-emails",
            (at, after, except) => new SendAfterEventEmails(at, after, except),
            services.GetRequiredService<IServiceScopeFactory>(),
            new ManualClock(),
            NullLogger<DailyEmailsJob>.Instance
        ).RunAsync(default);
    }

    /// <summary>Has two events, one in each batch.</summary>
    private sealed class FakeMediator : IMediator
    {
        public List<string> Commands { get; } = [];

        public DateTimeOffset? RunAt { get; private set; }

        public long? FailingEvent { get; init; }

        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
        {
            var command = (SendAfterEventEmails)(object)request;
            RunAt = command.RunAt;
            Commands.Add(
                $"after {command.AfterEventId}{(command.Except.Length == 0 ? "" : $" except {string.Join(',', command.Except)}")}"
            );
            if (command.AfterEventId < FailingEvent && !command.Except.Contains(FailingEvent.Value))
                throw new DailyEmailException(FailingEvent.Value, new InvalidTimeZoneException());
            return Task.FromResult((TResponse)(object)(command.AfterEventId < 2 ? command.AfterEventId + 1 : (long?)null)!);
        }

        public Task<object?> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
