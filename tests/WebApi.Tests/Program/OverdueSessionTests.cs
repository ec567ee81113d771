using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Program;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>
/// A daily job rejects sessions that are still pending when their event has ended (docs/reference/sessions.md#overdue-sessions).
/// </summary>
[TestFixture]
public sealed class OverdueSessionTests
{
    private OpenEventServer _server = null!;
    private SessionTestEvent _testEvent = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _testEvent = await SessionTestEvent.CreateAsync(_server);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Only_pending_sessions_of_past_events_are_rejected()
    {
        var ada = await _server.RegisterUserAsync();
        var ongoing = await SessionTestEvent.CreateAsync(_server);
        var (pending, title) = await _testEvent.SubmitSessionAsync(ada);
        Dictionary<string, string> unchanged = [];
        foreach (var state in new[] { "Draft", "Accepted", "Confirmed", "Canceled", "Withdrawn" })
        {
            unchanged[(await _testEvent.SubmitSessionAsync(ada)).Id] = state;
            await _testEvent.SetStateAsync(unchanged.Last().Key, state);
        }

        unchanged[(await ongoing.SubmitSessionAsync(ada)).Id] = "Pending";
        unchanged[(await _testEvent.SubmitSessionAsync(ada)).Id] = "Pending";
        (await _testEvent.Owner.DeleteAsync($"/v1/sessions/{unchanged.Last().Key}")).EnsureStatus(HttpStatusCode.OK);
        await EndEventAsync();
        await _server.ProcessOutboxAsync();
        var mailCount = await CountAsync("mails");
        var notificationCount = await CountAsync("notifications");
        var before = await _testEvent.Owner.GetAsync($"/v1/sessions/{pending}");

        Assert.That((await RejectOverdueAsync(), await RejectOverdueAsync()), Is.EqualTo((1, 0)));
        var after = (await _testEvent.Owner.GetAsync($"/v1/sessions/{pending}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(after.Attribute("state").GetString(), Is.EqualTo("rejected"));
        Assert.That(after.ETag, Is.Not.EqualTo(before.ETag));
        Assert.That(after.Attribute("last-modified-at").GetString(), Is.Not.EqualTo(before.Attribute("last-modified-at").GetString()));
        foreach (var (id, state) in unchanged)
            Assert.That(await _server.SqlAsync<string>($"SELECT state FROM sessions WHERE id = {id}"), Is.EqualTo(state));
        await _server.ProcessOutboxAsync();
        Assert.That(
            (await CountAsync("mails"), await CountAsync("notifications")),
            Is.EqualTo((mailCount, notificationCount)),
            $"{title}: no e-mails and no notifications"
        );
    }

    [Test]
    public async Task Overdue_sessions_are_rejected_in_batches()
    {
        await CreateOverdueSessionsAsync(RejectOverdueSessions.BatchSize + 50);
        Assert.That(
            (await RejectOverdueAsync(), await RejectOverdueAsync(), await RejectOverdueAsync()),
            Is.EqualTo((RejectOverdueSessions.BatchSize, 50, 0))
        );
    }

    [Test]
    public async Task Concurrent_nodes_reject_each_session_once()
    {
        await using var second = await _server.StartAnotherNodeAsync();
        await CreateOverdueSessionsAsync(900);
        var rejected = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    var sum = 0;
                    var node = i % 2 == 0 ? _server : second;
                    for (var count = -1; count != 0; sum += count)
                        count = await node.SendAsync(new RejectOverdueSessions());
                    return sum;
                })
        );
        Assert.That(rejected.Sum(), Is.EqualTo(900));
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM sessions WHERE state = 'Pending'"), Is.Zero);
    }

    [Test]
    public async Task A_session_locked_by_another_transaction_is_skipped()
    {
        await CreateOverdueSessionsAsync(3);
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var update = new NpgsqlCommand(
                "UPDATE sessions SET state = 'Accepted' WHERE id = (SELECT min(id) FROM sessions)",
                connection,
                transaction
            );
            await update.ExecuteNonQueryAsync();
            Assert.That(await RejectOverdueAsync(), Is.EqualTo(2));
            await transaction.CommitAsync();
        }

        Assert.That(await RejectOverdueAsync(), Is.Zero);
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM sessions WHERE state = 'Accepted'"), Is.EqualTo(1));
    }

    private Task<int> RejectOverdueAsync() => _server.SendAsync(new RejectOverdueSessions());

    private Task EndEventAsync() =>
        _server.SqlAsync(
            $"""
            UPDATE events SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 minute'
            WHERE id = {_testEvent.EventId}
            """
        );

    private async Task CreateOverdueSessionsAsync(int count)
    {
        await _testEvent.SubmitSessionAsync(_testEvent.Owner);
        await EndEventAsync();
        var columns = await _server.SqlAsync<string>(
            "SELECT string_agg(column_name, ', ') FROM information_schema.columns WHERE table_name = 'sessions' AND column_name <> 'id'"
        );
        await _server.SqlAsync($"INSERT INTO sessions ({columns}) SELECT {columns} FROM sessions, generate_series(2, {count})");
    }

    private Task<long> CountAsync(string table) => _server.SqlAsync<long>($"SELECT count(*) FROM {table}");
}
