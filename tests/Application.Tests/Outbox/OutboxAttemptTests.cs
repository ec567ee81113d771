using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Tests.UseCases;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Outbox;

/// <summary>
/// Attempts whose server was killed, or has lost its lock to another one (docs/decisions/034). A server that is killed is an attempt that
/// never goes on. An entry has at most three attempts.
/// </summary>
public sealed partial class OutboxAttemptTests
{
    private readonly List<TaskCompletionSource> _stalled = [];
    private ProbeConsumer _consumer = null!;
    private UseCaseRunner _runner = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _consumer = new ProbeConsumer();
        _runner = await UseCaseRunner.StartAsync(services => _consumer.Register(services));
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var attempt in _stalled)
            attempt.TrySetResult();
        await _runner.DisposeAsync();
    }

    [Test]
    public async Task Two_workers_that_have_found_an_entry_process_it_once()
    {
        await AddAsync();
        var found = await FindAsync();
        var (first, end) = await StallAsync(found);
        await _runner.ProcessAsync(found);
        end.SetResult();
        await first;
        await _runner.ProcessAsync(found);
        Assert.That((_consumer.Started.Count, await StateAsync()), Is.EqualTo((1, "Done 1")));
    }

    [Test]
    public async Task A_running_entry_is_not_taken_before_its_lease_ends_although_its_lock_is_lost()
    {
        await AddAsync();
        await StallAsync(await FindAsync());
        await _runner.ProcessAsync(await FindAsync());
        Assert.That(_consumer.Started, Has.Count.EqualTo(1));
        Assert.That(await _runner.QueryAsync<bool>("SELECT available_at > now() + interval '1 minute' FROM outbox WHERE kind = 'probe'"));
        await EndLeaseAsync();
        await _runner.ProcessAsync(await FindAsync());
        Assert.That(_consumer.Started, Has.Count.EqualTo(2), "a control");
    }

    [Test]
    public async Task A_late_failure_neither_brings_back_nor_reports_an_entry_that_another_worker_has_done()
    {
        await AddAsync();
        var (first, end) = await StallAsync(await FindAsync());
        await EndLeaseAsync();
        await _runner.ProcessAsync(await FindAsync());
        Assert.That(await StateAsync(), Is.EqualTo("Done 1"));
        end.SetException(new TimeoutException("late"));
        await first;
        Assert.That((await StateAsync(), _consumer.Failures), Is.EqualTo(("Done 1", Array.Empty<string>())));
    }

    [Test]
    public async Task A_late_success_does_not_end_the_attempt_of_another_worker()
    {
        await AddAsync();
        var (first, end) = await StallAsync(await FindAsync());
        await EndLeaseAsync();
        var (second, endOfSecond) = await StallAsync(await FindAsync());
        end.SetResult();
        await first;
        Assert.That(await StateAsync(), Does.StartWith("Waiting 1"), "the second attempt runs");
        endOfSecond.SetException(new EmailDelayedException("busy"));
        await second;
        Assert.That((await StateAsync(), _consumer.Failures), Is.EqualTo(("Waiting 1 busy", new[] { "busy 1" })));
    }

    [Test]
    public async Task The_first_interruption_is_not_counted_and_is_told_to_the_operator()
    {
        await AddAsync();
        await StallAsync(await FindAsync());
        await EndLeaseAsync();
        await StallAsync(await FindAsync());
        Assert.That(await StateAsync(), Is.EqualTo("Waiting 1 The server stopped during the last attempt"));
    }

    [Test]
    public async Task An_entry_that_was_interrupted_once_at_its_last_attempt_is_tried_and_not_given_up_for_another_one()
    {
        await AddAsync(attempts: 2);
        await StallAsync(await FindAsync());
        await EndLeaseAsync();
        await _runner.ProcessAsync(await FindAsync());
        Assert.That(await StateAsync(), Is.EqualTo("Done 3"));
    }

    [Test]
    public async Task An_entry_that_stops_the_server_each_time_is_given_up()
    {
        await AddAsync();
        for (var kill = 0; kill < 10 && await CountWaitingAsync() > 0; kill++)
        {
            var begun = _consumer.Started.Count;
            _consumer.Work = StallNext().Work;
            var attempt = _runner.ProcessAsync(await FindAsync());
            await Eventually.IsTrueAsync("it stalls or ends", () => _consumer.Started.Count > begun || attempt.IsCompleted);
            await EndLeaseAsync();
        }

        Assert.That(await StateAsync(), Is.EqualTo("GivenUp 3 The server stopped during the last attempt"));
        Assert.That(_consumer.Started, Has.Count.EqualTo(4), "three counted attempts, and the first interruption");
        Assert.That(_consumer.Failures, Is.EqualTo(["The server stopped during the last attempt final"]));
    }

    [Test]
    public async Task An_entry_that_was_given_up_is_tried_as_often_as_a_new_one_after_the_command_of_the_document()
    {
        await GiveUpAsync();
        await _runner.ExecuteAsync(ReadCommand().Replace("…", "SELECT id FROM outbox WHERE kind = 'probe'", StringComparison.Ordinal));
        await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That(await StateAsync(), Is.EqualTo("Waiting 1 no route"));
        _consumer.Work = _ => Task.CompletedTask;
        await MakeDueAsync();
        await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That(await StateAsync(), Is.EqualTo("Done 2"));
    }

    [Test]
    public async Task An_entry_that_only_got_the_state_waiting_is_tried_once_and_keeps_its_true_error()
    {
        await GiveUpAsync();
        await _runner.ExecuteAsync("UPDATE outbox SET state = 'Waiting'");
        await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That((await StateAsync(), _consumer.Started.Count), Is.EqualTo(("GivenUp 4 no route", 4)));
    }

    [Test]
    public async Task A_waiting_entry_with_more_attempts_than_a_lowered_limit_is_tried_once_more()
    {
        await AddAsync(attempts: 10);
        await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That(await StateAsync(), Is.EqualTo("Done 11"));
    }

    [Test]
    public async Task The_final_failure_and_what_the_consumer_records_of_it_commit_together()
    {
        await AddAsync(attempts: 2);
        var during = "";
        _consumer.Work = _ => throw new EmailDelayedException("no route");
        _consumer.Record = async () => during = await StateAsync();
        await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That((during, await StateAsync()), Is.EqualTo(("Waiting 3", "GivenUp 3 no route")));
    }

    [Test]
    public async Task A_server_that_stops_while_the_final_failure_is_recorded_leaves_the_entry_to_another_one()
    {
        await AddAsync(attempts: 2);
        _consumer.Work = _ => throw new EmailDelayedException("no route");
        var isRecording = new TaskCompletionSource();
        var stall = NewStall();
        _consumer.Record = () =>
        {
            isRecording.TrySetResult();
            return stall.Task;
        };
        var killed = _runner.ProcessAsync(await FindAsync());
        await isRecording.Task;
        await _runner.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()"
        );
        _consumer.Record = () => Task.CompletedTask;
        await Eventually.IsTrueAsync("the transaction is rolled back", async () => await EndLeaseAsync() == 1);
        await _runner.ProcessAsync(await FindAsync());
        Assert.That((await StateAsync(), _consumer.Failures), Is.EqualTo(("GivenUp 3 no route", new[] { "no route final" })));
        stall.SetException(new TimeoutException());
        await killed;
        Assert.That(await StateAsync(), Is.EqualTo("GivenUp 3 no route"));
    }

    [Test]
    public async Task A_final_failure_that_the_consumer_could_not_record_is_reported_again()
    {
        await AddAsync(attempts: 2);
        _consumer.Work = _ => throw new EmailDelayedException("no route");
        _consumer.Record = () => throw new TimeoutException();
        await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That((await StateAsync(), _consumer.Failures), Is.EqualTo(("GivenUp 3 no route", Array.Empty<string>())));
        await _runner.ProcessOutboxAsync(ReportOutboxFailure.EntryKind);
        Assert.That(_consumer.Failures, Is.Empty, "the consumer still fails");
        _consumer.Record = () => Task.CompletedTask;
        await MakeDueAsync();
        await _runner.ProcessOutboxAsync(ReportOutboxFailure.EntryKind);
        Assert.That(_consumer.Failures, Is.EqualTo(["no route final"]));
        Assert.That(await _runner.QueryAsync<long>("SELECT count(*) FROM outbox WHERE state = 'Waiting'"), Is.Zero);
    }

    [Test]
    public async Task A_consumer_that_cannot_be_created_has_the_attempts_of_its_kind_and_stops_no_other()
    {
        await using var runner = await UseCaseRunner.StartAsync(services =>
        {
            _consumer.Register(services);
            services
                .AddSingleton(new OutboxKind("broken", MaxAttempts: 2))
                .AddKeyedScoped<IOutboxConsumer>("broken", (_, _) => throw new InvalidOperationException("a setting is missing"));
        });
        await runner.ExecuteAsync(InsertOf("broken", 0));
        await runner.ExecuteAsync(InsertOf(ProbeConsumer.Kind, 0));
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await runner.ProcessOutboxAsync("broken");
            await runner.ExecuteAsync("UPDATE outbox SET available_at = now() WHERE state = 'Waiting'");
        }

        await runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        Assert.That(
            await runner.QueryAsync<string>("SELECT string_agg(concat_ws(' ', kind, state, attempts), ', ' ORDER BY id) FROM outbox"),
            Is.EqualTo("broken GivenUp 2, probe Done 1, failure-report Waiting 0")
        );
    }

    [Test]
    public async Task The_archives_of_events_have_a_lane_with_one_slot_and_tasks_have_six_attempts()
    {
        await using var runner = await UseCaseRunner.StartAsync(s => s.AddSingleton(new OutboxSettings { Attempts = 20, AtOnce = 4 }));
        await runner.WithServicesAsync(services =>
        {
            var kinds = services.GetRequiredService<OutboxKinds>();
            Assert.That(new[] { "archive-import", "import", OutgoingEmail.Kind }.Select(kinds.GetSlots), Is.EqualTo([1, 4, 4]));
            Assert.That(new[] { "archive-import", "task", OutgoingEmail.Kind }.Select(kinds.GetMaxAttempts), Is.EqualTo([6, 6, 20]));
            return Task.CompletedTask;
        });
    }
}
