using System.Net;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.VisitorCache;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>
/// Reads of visitors from a standby (docs/decisions/058), on four nodes: two use it however old it is, one of which also keeps answers; one
/// uses it if it is young; one has the primary configured as its replica, and so must not use it.
/// </summary>
/// <remarks>
/// Nodes do not hear of changes by SQL. So a read of an old value shows that it came from the standby, whose replay is paused.
/// </remarks>
public sealed class ReplicaTests
{
    private readonly KeptAnswers _kept = new();
    private ReplicatedPostgres _postgres = null!;
    private OpenEventServer _node = null!;
    private OpenEventServer _keeping = null!;
    private OpenEventServer _strict = null!;
    private OpenEventServer _without = null!;
    private ApiClient _owner = null!;
    private string _id = "";

    private static string[] Changes => ["draft", "private", "deleted", "renamed"];

    private static string[] Failures => ["SELECT pg_cancel_backend(pid)", "SELECT pg_terminate_backend(pid)", "kill"];

    private IEnumerable<OpenEventServer> UsingNodes => [_node, _keeping];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _postgres = await ReplicatedPostgres.StartAsync(isSynchronous: false);
        var replica = $"{_postgres.StandbyConnectionString};Command Timeout=120";
        _node = await StartNodeAsync(replica, "00:05:00", null, "--Metrics:Enabled=true");
        // The first host is the primary, so that the node has to find the standby. With one connection, a request that needs two of them
        // is answered by the primary.
        var hosts = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString);
        hosts.Host = string.Join(',', hosts.Host!.Split(',').Reverse());
        _keeping = await StartNodeAsync(
            $"{hosts.ConnectionString};Command Timeout=120;Maximum Pool Size=1",
            "00:05:00",
            _kept,
            "--VisitorCache:Megabytes=16"
        );
        _strict = await StartNodeAsync(_postgres.StandbyConnectionString, "00:00:00.500", null);
        _without = await StartNodeAsync(_postgres.PrimaryConnectionString, "00:05:00", null);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var node in new[] { _node, _keeping, _strict, _without })
            await node.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [SetUp]
    public async Task CreateEventAsync()
    {
        _owner = await _node.RegisterUserAsync();
        var holds = UsingNodes.Select(n => GuardOf(n).Holds).ToList();
        _id = await TestEvents.CreateAsync(_owner, name: "Shown");
        // The node knows of its own commit, and hears of it.
        await Eventually.IsTrueAsync("the nodes have heard of the event", () =>
            GuardOf(_node).Holds >= holds[0] + 2 && GuardOf(_keeping).Holds > holds[1]
        );
        await WaitUntilUsedAsync();
    }

    [TearDown]
    public Task ResumeAsync() => _postgres.ResumeReplayAsync();

    [Test]
    public async Task Visitors_read_from_the_replica_and_all_others_from_the_primary()
    {
        await PauseReplayAsync();
        await RenameBySqlAsync("Changed");
        foreach (var path in new[] { "", "?include=tracks", "?include=tickets,sessions.speakers" })
            Assert.That(await ReadNameAsync(_node, path), Is.EqualTo("Shown"), path);
        Assert.That(await ReadListedNameAsync(_node), Is.EqualTo("Shown"));
        Assert.That(await ReadNameAsync(_keeping), Is.EqualTo("Shown"));

        Assert.That(await ReadNameAsync(_without), Is.EqualTo("Changed"), "the primary is no replica of itself");
        Assert.That((await _owner.GetAsync($"/v1/events/{_id}")).Attribute("name").GetString(), Is.EqualTo("Changed"));
        Assert.That((await _node.Admin.GetAsync($"/v1/events/{_id}")).Attribute("name").GetString(), Is.EqualTo("Changed"));
        Assert.That(await ReadNameAsync(_node, "", ("Cookie", "csrf_refresh_token=x")), Is.EqualTo("Changed"));
        foreach (var path in new[] { "?include=exhibitors", "?include=sessions.feedbacks" })
            Assert.That(await ReadNameAsync(_node, path), Is.EqualTo("Changed"), $"{path}: a change of these rows tells nothing");
        foreach (var header in new[] { ("Authorization", "JWT x"), ("Cookie", "access_token_cookie=x") })
            Assert.That((await _node.Anonymous.GetAsync($"/v1/events/{_id}", header)).Status, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_replica_that_is_too_far_behind_is_not_used_until_it_has_caught_up()
    {
        await Eventually.IsTrueAsync("the node uses the replica", () => IsUsing(_strict));
        await PauseReplayAsync();
        await RenameBySqlAsync("Changed");
        await Eventually.IsTrueAsync("the primary answers", async () => await ReadNameAsync(_strict) == "Changed");
        Assert.That(await ReadNameAsync(_node), Is.EqualTo("Shown"), "a node with a larger limit reads from it");
        await _postgres.ResumeReplayAsync();
        await Eventually.IsTrueAsync("the replica is used again", () => IsUsing(_strict));
    }

    [TestCaseSource(nameof(Changes))]
    public async Task What_was_changed_is_seen_on_every_node_although_the_replica_does_not_have_it(string change)
    {
        await PauseReplayAsync();
        foreach (var node in UsingNodes)
            Assert.That(await ReadNameAsync(node), Is.EqualTo("Shown"));
        var attributes = change switch
        {
            "draft" => new { state = "draft" },
            "private" => new { privacy = "private" },
            "renamed" => (object)new { name = "Changed" },
            _ => null,
        };
        var changed = attributes is null
            ? await _owner.DeleteAsync($"/v1/events/{_id}", ("Idempotency-Key", _id))
            : await _owner.PatchAsync($"/v1/events/{_id}", JsonApiDocument.Of("event", _id, attributes), ("Idempotency-Key", _id));
        changed.EnsureStatus(HttpStatusCode.OK);

        var read = await _node.Anonymous.GetAsync($"/v1/events/{_id}");
        Assert.That(read.Status, Is.EqualTo(change is "draft" or "deleted" ? HttpStatusCode.NotFound : HttpStatusCode.OK));
        var listed = change switch
        {
            "renamed" => "Changed",
            "private" => "Shown", // the list of all events has those that need its address elsewhere
            _ => null,
        };
        Assert.That(await ReadListedNameAsync(_node), Is.EqualTo(listed));
        await Eventually.IsTrueAsync("the other node reads it", async () =>
            (await _keeping.Anonymous.GetAsync($"/v1/events/{_id}")) is var other
            && other.Status == read.Status
            && other.Bytes.AsSpan().SequenceEqual(read.Bytes)
        );
        _kept.Stored.Clear();
        foreach (var path in new[] { $"/v1/events/{_id}", $"/v1/events/{_id}?include=tickets", "/v1/events?page[size]=0" })
            await _keeping.Anonymous.GetAsync(path);
        var identifier = await _node.SqlAsync<string>($"SELECT identifier FROM events WHERE id = {_id}");
        Assert.That(_kept.Stored.Where(a => a.Contains(identifier)), change == "renamed" ? Is.Not.Empty : Is.Empty);
        Assert.That(UsingNodes.Select(IsUsing), Is.All.False);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_request_that_fails_on_the_replica_is_answered_by_the_primary(string failure)
    {
        await using var held = await _postgres.LockOnBothAsync("events");
        var read = _node.Anonymous.GetAsync($"/v1/events/{_id}");
        await _postgres.WaitForBlockedReadAsync();
        if (failure == "kill")
            await _postgres.KillStandbyAsync();
        else
            await _postgres.ReadFromStandbyAsync<object>($"{failure} FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
        if (failure == Failures[0])
            Assert.That(IsUsing(_node), "a statement that was cancelled says nothing about the next one");
        else
            await Eventually.IsTrueAsync("the replica is not used", () => !IsUsing(_node));
        await held.DisposeAsync();
        Assert.That((await read).Status, Is.EqualTo(HttpStatusCode.OK), (await read).Text);
        Assert.That(await ReadNameAsync(_node), Is.EqualTo("Shown"));
        if (failure == "kill")
            await _postgres.StartStandbyAsync();
        await WaitUntilUsedAsync();
    }

    [Test]
    public async Task No_request_fails_while_the_replica_is_killed_and_started_again()
    {
        using var end = new CancellationTokenSource();
        var counts = new int[4];
        var clients = Enumerable.Range(0, counts.Length).Select(ReadAllTheTimeAsync).ToList();
        await Eventually.IsTrueAsync("all read", () => counts.All(c => c > 5));
        await _postgres.KillStandbyAsync();
        await Eventually.IsTrueAsync("the replica is not used", () => !IsUsing(_node));
        var before = counts.ToList();
        await Eventually.IsTrueAsync("all read on", () => counts.Zip(before).All(c => c.First > c.Second + 5));
        await _postgres.StartStandbyAsync();
        await WaitUntilUsedAsync();
        await end.CancelAsync();
        Assert.That((await Task.WhenAll(clients)).SelectMany(s => s), Is.All.EqualTo(HttpStatusCode.OK));

        async Task<HashSet<HttpStatusCode>> ReadAllTheTimeAsync(int client)
        {
            var statuses = new HashSet<HttpStatusCode>();
            while (!end.IsCancellationRequested)
            {
                statuses.Add((await _node.Anonymous.GetAsync($"/v1/events/{_id}?include=tracks")).Status);
                counts[client]++;
            }

            return statuses;
        }
    }

    [Test]
    public async Task No_request_fails_while_the_replica_hangs()
    {
        await Eventually.IsTrueAsync("the node uses the replica", () => IsUsing(_strict));
        await _postgres.SignalStandbyAsync("STOP");
        try
        {
            var reads = Enumerable.Range(0, 4).Select(_ => ReadNameAsync(_strict)).ToList();
            Assert.That(await Task.WhenAll(reads), Is.All.EqualTo("Shown"));
            await Eventually.IsTrueAsync("the replica is not used", () => !IsUsing(_strict));
            Assert.That(await ReadNameAsync(_strict), Is.EqualTo("Shown"));
        }
        finally
        {
            await _postgres.SignalStandbyAsync("CONT");
        }

        await Eventually.IsTrueAsync("the replica is used again", () => IsUsing(_strict));
    }

    [Test]
    public async Task A_read_during_which_a_change_is_heard_of_is_answered_by_the_primary_and_not_kept()
    {
        var cache = _keeping.App.Services.GetRequiredService<VisitorOutputCache>();
        await using var held = await _postgres.LockOnBothAsync("tracks");
        var path = $"/v1/events/{_id}?include=tracks";
        var read = _keeping.Anonymous.GetAsync(path);
        await _postgres.WaitForBlockedReadAsync();
        _kept.Stored.Clear();
        var before = cache.Changes;
        await TestEvents.UpdateAsync(_owner, _id, new { name = "Changed" });
        await Eventually.IsTrueAsync("the change is heard", () => cache.Changes > before);
        await held.DisposeAsync();
        Assert.That((await read).Attribute("name").GetString(), Is.EqualTo("Changed"), "on the standby the row was read before the change");
        Assert.That(_kept.Stored, Is.Empty);
        Assert.That((await _keeping.Anonymous.GetAsync(path)).Attribute("name").GetString(), Is.EqualTo("Changed"));
    }

    [Test]
    public async Task A_statement_on_the_replica_has_a_time_limit_that_PostgreSQL_keeps()
    {
        await ReadNameAsync(_node);
        await using var connection = GuardOf(_node).TryUse()!.Host.CreateConnection();
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_setting('statement_timeout')", connection);
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo("2min"));
    }

    [Test]
    public async Task While_changes_cannot_be_heard_the_replica_is_not_used()
    {
        await _postgres.SetLoginAsync(isAllowed: false);
        try
        {
            await _postgres.EndSessionsAsync("pg_walfile_name");
            await Eventually.IsTrueAsync("no node uses it", () => !UsingNodes.Any(IsUsing));
        }
        finally
        {
            await _postgres.SetLoginAsync(isAllowed: true);
        }
    }

    [Test]
    public async Task The_nodes_find_the_standby_among_several_hosts_and_measure_what_they_do()
    {
        var port = new NpgsqlConnectionStringBuilder(_postgres.StandbyConnectionString).Port;
        Assert.That(GuardOf(_keeping).TryUse()!.Host.Name, Does.Contain($":{port}"));
        Assert.That(GuardOf(_without).TryUse(), Is.Null);
        await ReadNameAsync(_node);
        await Eventually.IsTrueAsync("the metrics are there", async () =>
        {
            var metrics = (await _node.Anonymous.GetAsync("/metrics")).Text;
            return System.Text.RegularExpressions.Regex.IsMatch(metrics, @"openevent_replica_usable\S* 1")
                && System.Text.RegularExpressions.Regex.IsMatch(metrics, @"openevent_replica_lag_seconds\S* \d")
                && System.Text.RegularExpressions.Regex.IsMatch(metrics, @"openevent_visitor_reads\S*server=""replica""\S* [1-9]");
        });
    }

    private static ReplicaGuard GuardOf(OpenEventServer node) => node.App.Services.GetRequiredService<ReplicaGuard>();

    private static bool IsUsing(OpenEventServer node) => GuardOf(node).TryUse() is not null;

    /// <summary>A node that hears of an earlier change only now does not use the standby until that has replayed more.</summary>
    private async Task PauseReplayAsync()
    {
        await _postgres.PauseReplayAsync();
        while (!UsingNodes.All(IsUsing))
        {
            await _postgres.ResumeReplayAsync();
            await WaitUntilUsedAsync();
            await _postgres.PauseReplayAsync();
        }
    }

    /// <summary>A read over a connection that an earlier test has cut is answered by the primary, so one is made before.</summary>
    private async Task WaitUntilUsedAsync()
    {
        foreach (var node in UsingNodes)
            await Eventually.IsTrueAsync("the node uses the replica", async () =>
            {
                if (!IsUsing(node))
                    return false;
                await ReadListedNameAsync(node);
                return IsUsing(node);
            });
    }

    private Task<int> RenameBySqlAsync(string name) => _node.SqlAsync($"UPDATE events SET name = '{name}' WHERE id = {_id}");

    private async Task<string?> ReadNameAsync(OpenEventServer node, string path = "", params (string, string)[] headers) =>
        (await node.Anonymous.GetAsync($"/v1/events/{_id}{path}", headers)).EnsureStatus(HttpStatusCode.OK).Attribute("name").GetString();

    /// <returns>Null: the event is not in the list.</returns>
    private async Task<string?> ReadListedNameAsync(OpenEventServer node) =>
        (await node.Anonymous.GetAsync("/v1/events?filter=" + Uri.EscapeDataString($$"""[{"name":"id","op":"eq","val":"{{_id}}"}]""")))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("data")
            .EnumerateArray()
            .Where(e => e.GetProperty("id").GetString() == _id)
            .Select(e => e.GetProperty("attributes").GetProperty("name").GetString())
            .SingleOrDefault();

    private Task<OpenEventServer> StartNodeAsync(string replica, string maxLag, KeptAnswers? answers, params string[] settings) =>
        OpenEventServer.StartOnAsync(
            TestDatabase.Of(_postgres.PrimaryConnectionString),
            ownsDatabase: false,
            builder =>
            {
                if (answers is not null)
                    builder.Services.AddSingleton<IOutputCacheStore>(answers);
            },
            [$"--Database:ReadConnectionString={replica}", $"--Database:MaxReplicaLag={maxLag}", .. settings]
        );
}
