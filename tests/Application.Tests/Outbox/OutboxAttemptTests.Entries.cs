using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Outbox;

/// <content>The entries of the tests, and attempts that stop and go on.</content>
public sealed partial class OutboxAttemptTests
{
    private static string InsertOf(string kind, int attempts) =>
        $$"""
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at)
            VALUES ('{{kind}}', 'k', '{}', 'Waiting', {{attempts}}, now() - interval '1 second')
            """;

    /// <summary>The command of docs/find-out-why-an-email-was-not-sent.md that has entries sent again.</summary>
    private static string ReadCommand()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OpenEvent.sln")))
            folder = Path.GetDirectoryName(folder)!;
        var command = File.ReadLines(Path.Combine(folder, "docs/find-out-why-an-email-was-not-sent.md"))
            .Single(line => line.Contains("UPDATE outbox", StringComparison.Ordinal));
        return command.Split('"')[^2];
    }

    private Task AddAsync(int attempts = 0) => _runner.ExecuteAsync(InsertOf(ProbeConsumer.Kind, attempts));

    private async Task<DueEntry> FindAsync() => (await _runner.FindOutboxAsync(ProbeConsumer.Kind)).Single();

    /// <summary>Begins an attempt, and waits until its consumer stalls.</summary>
    private async Task<(Task Attempt, TaskCompletionSource End)> StallAsync(DueEntry entry)
    {
        var begun = _consumer.Started.Count;
        var (work, end) = StallNext();
        _consumer.Work = work;
        var attempt = _runner.ProcessAsync(entry);
        await Eventually.IsTrueAsync("the attempt has begun", () => _consumer.Started.Count > begun);
        _consumer.Work = _ => Task.CompletedTask;
        return (attempt, end);
    }

    private (Func<string, Task> Work, TaskCompletionSource End) StallNext()
    {
        var end = NewStall();
        return (_ => end.Task, end);
    }

    private TaskCompletionSource NewStall()
    {
        var end = new TaskCompletionSource();
        _stalled.Add(end);
        return end;
    }

    private async Task GiveUpAsync()
    {
        _consumer.Work = _ => throw new EmailDelayedException("no route");
        await AddAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await MakeDueAsync();
            await _runner.ProcessOutboxAsync(ProbeConsumer.Kind);
        }

        Assert.That(await StateAsync(), Is.EqualTo("GivenUp 3 no route"));
    }

    private Task MakeDueAsync() => _runner.ExecuteAsync("UPDATE outbox SET available_at = now() - interval '1 second'");

    /// <returns>The number of entries whose attempt is running.</returns>
    private Task<long> EndLeaseAsync() =>
        _runner.QueryAsync<long>(
            """
            WITH ended AS (UPDATE outbox SET available_at = now() - interval '1 second' WHERE started_at IS NOT NULL RETURNING id)
            SELECT count(*) FROM ended
            """
        );

    private Task<long> CountWaitingAsync() => _runner.QueryAsync<long>("SELECT count(*) FROM outbox WHERE state = 'Waiting'");

    private Task<string> StateAsync() =>
        _runner.QueryAsync<string>("SELECT concat_ws(' ', state, attempts, last_error) FROM outbox WHERE kind = 'probe'");
}
