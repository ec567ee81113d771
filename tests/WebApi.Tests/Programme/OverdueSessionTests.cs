using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Program;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Programme;

/// <summary>At night the server rejects what nobody has decided on before the event was over (<c>spec/openevent/behaviours.md</c> §8, §12).</summary>
[TestFixture]
public sealed class OverdueSessionTests
{
    private OpenEventServer _server = null!;
    private CallForSessions _past = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _past = await CallForSessions.OpenAsync(_server);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task What_is_pending_when_its_event_is_over_is_rejected_and_nothing_else_is()
    {
        var (ada, running) = (await _server.SomebodyAsync(), await CallForSessions.OpenAsync(_server));
        var (pending, title) = await _past.SubmitAsync(ada);
        Dictionary<string, string> kept = [];
        foreach (var state in new[] { "Draft", "Accepted", "Confirmed", "Canceled", "Withdrawn" })
        {
            kept[(await _past.SubmitAsync(ada)).Id] = state;
            await _past.PutAsync(kept.Last().Key, state);
        }

        kept[(await running.SubmitAsync(ada)).Id] = "Pending";
        kept[(await _past.SubmitAsync(ada)).Id] = "Pending";
        (await _past.Owner.DeleteAsync($"/v1/sessions/{kept.Last().Key}")).Must(HttpStatusCode.OK);
        await EndAsync();
        await _server.WorkOffAsync();
        var (mails, notes, before) = (
            await CountAsync("mails"),
            await CountAsync("notifications"),
            await _past.Owner.GetAsync($"/v1/sessions/{pending}")
        );

        Assert.That((await RejectAsync(), await RejectAsync()), Is.EqualTo((1, 0)));
        var after = (await _past.Owner.GetAsync($"/v1/sessions/{pending}")).Must(HttpStatusCode.OK);
        Assert.That(after.Attribute("state").GetString(), Is.EqualTo("rejected"));
        Assert.That(after.ETag, Is.Not.EqualTo(before.ETag));
        Assert.That(after.Attribute("last-modified-at").GetString(), Is.Not.EqualTo(before.Attribute("last-modified-at").GetString()));
        foreach (var (id, state) in kept)
            Assert.That(await _server.SqlAsync<string>($"SELECT state FROM sessions WHERE id = {id}"), Is.EqualTo(state));
        await _server.WorkOffAsync();
        Assert.That(
            (await CountAsync("mails"), await CountAsync("notifications")),
            Is.EqualTo((mails, notes)),
            $"nobody is told of {title}"
        );
    }

    [Test]
    public async Task It_rejects_some_at_a_time()
    {
        await ManyAsync(RejectOverdueSessions.MostAtOnce + 50);
        Assert.That((await RejectAsync(), await RejectAsync(), await RejectAsync()), Is.EqualTo((RejectOverdueSessions.MostAtOnce, 50, 0)));
    }

    [Test]
    public async Task Several_nodes_share_the_work_and_reject_each_once()
    {
        await using var second = await _server.AnotherNodeAsync();
        await ManyAsync(900);
        var rejected = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    var (sum, node) = (0, i % 2 == 0 ? _server : second);
                    for (var some = -1; some != 0; sum += some)
                        some = await node.SendAsync(new RejectOverdueSessions());
                    return sum;
                })
        );
        Assert.That(rejected.Sum(), Is.EqualTo(900));
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM sessions WHERE state = 'Pending'"), Is.Zero);
    }

    [Test]
    public async Task A_session_that_somebody_is_deciding_on_is_not_waited_for_and_is_his()
    {
        await ManyAsync(3);
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        await using (var rival = await connection.BeginTransactionAsync())
        {
            await using var deciding = new NpgsqlCommand(
                "UPDATE sessions SET state = 'Accepted' WHERE id = (SELECT min(id) FROM sessions)",
                connection,
                rival
            );
            await deciding.ExecuteNonQueryAsync();
            Assert.That(await RejectAsync(), Is.EqualTo(2));
            await rival.CommitAsync();
        }

        Assert.That(await RejectAsync(), Is.Zero);
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM sessions WHERE state = 'Accepted'"), Is.EqualTo(1));
    }

    private Task<int> RejectAsync() => _server.SendAsync(new RejectOverdueSessions());

    private Task EndAsync() =>
        _server.SqlAsync(
            $"UPDATE events SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 minute' WHERE id = {_past.EventId}"
        );

    private async Task ManyAsync(int count)
    {
        await _past.SubmitAsync(_past.Owner);
        await EndAsync();
        var columns = await _server.SqlAsync<string>(
            "SELECT string_agg(column_name, ', ') FROM information_schema.columns WHERE table_name = 'sessions' AND column_name <> 'id'"
        );
        await _server.SqlAsync($"INSERT INTO sessions ({columns}) SELECT {columns} FROM sessions, generate_series(2, {count})");
    }

    private Task<long> CountAsync(string table) => _server.SqlAsync<long>($"SELECT count(*) FROM {table}");
}
