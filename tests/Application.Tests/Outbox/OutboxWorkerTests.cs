using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Tests.UseCases;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Outbox;

/// <summary>Which entries a worker starts, and how it keeps them (docs/decisions/034). Entries end when a test says so.</summary>
public sealed class OutboxWorkerTests
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = [];
    private ProbeConsumer _consumer = null!;
    private UseCaseRunner _runner = null!;
    private OutboxWorker? _worker;

    [TearDown]
    public async Task StopAsync()
    {
        _consumer.Work = _ => Task.CompletedTask;
        foreach (var end in _ends.Values)
            end.TrySetResult();
        if (_worker is not null)
            await _worker.StopAsync(CancellationToken.None);
        await _runner.DisposeAsync();
    }

    [Test]
    public async Task A_user_has_one_slot_of_a_lane_so_that_the_work_of_others_goes_on()
    {
        await PrepareAsync();
        await AddAsync("first", owner: 1, count: 70); // more than a search returns
        await AddAsync("second", owner: 2, count: 1);
        await AddAsync("nobody", owner: null, count: 1);
        await StartAsync();
        await WaitForAsync("first 1", "second 1", "nobody 1");
        Assert.That(_consumer.Started, Is.EquivalentTo(["first 1", "second 1", "nobody 1"]), "two slots are free");
        End("first 1");
        await WaitForAsync("first 2");
    }

    [Test]
    public async Task Users_take_turns_in_a_lane()
    {
        await PrepareAsync(maxAtOnce: 1);
        await AddAsync("first", owner: 1, count: 3);
        await AddAsync("second", owner: 2, count: 2);
        await StartAsync();
        foreach (var key in (string[])["first 1", "second 1", "first 2", "second 2", "first 3"])
        {
            await WaitForAsync(key);
            End(key);
        }

        Assert.That(_consumer.Started, Is.EqualTo(["first 1", "second 1", "first 2", "second 2", "first 3"]));
    }

    [Test]
    public async Task Entries_whose_last_attempt_was_interrupted_run_one_at_a_time_and_others_go_on()
    {
        await PrepareAsync();
        await AddAsync("interrupted", owner: null, count: 3);
        await _runner.ExecuteAsync("UPDATE outbox SET started_at = now() - interval '1 hour', attempts = 1");
        await AddAsync("new", owner: null, count: 2);
        await StartAsync();
        await WaitForAsync("interrupted 1", "new 1", "new 2");
        End("new 1");
        await Eventually.IsTrueAsync("an entry has ended", async () => await CountAsync("state = 'Done'") == 1);
        Assert.That(_consumer.Started, Has.Count.EqualTo(3), "two slots are free");
        End("interrupted 1");
        await WaitForAsync("interrupted 2");
        Assert.That(_consumer.Started, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_lock_that_another_session_has_taken_is_taken_back_when_it_is_free()
    {
        await PrepareAsync();
        await AddAsync("entry", owner: null, count: 1);
        await StartAsync();
        await WaitForAsync("entry 1");
        var id = await _runner.QueryAsync<long>("SELECT id FROM outbox");
        // The other session waits for the lock, so it has it as soon as the worker's connection is lost.
        await _runner.WithServicesAsync(async services =>
        {
            await using var other = await services.GetRequiredService<Npgsql.NpgsqlDataSource>().OpenConnectionAsync();
            var taken = ExecuteAsync($"SELECT pg_advisory_lock({0x0B0C}, {id})");
            await Eventually.IsTrueAsync("it waits", async () => await CountLocksAsync("NOT granted") == 1);
            var worker = await _runner.QueryAsync<int>($"SELECT pid {Locks} AND granted");
            await _runner.ExecuteAsync($"SELECT pg_terminate_backend({worker})");
            await taken;
            await Eventually.IsTrueAsync("the worker is connected again", () =>
                _runner.QueryAsync<bool>(
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%WITH RECURSIVE kinds%'"
                        + " AND pid <> pg_backend_pid())"
                )
            );
            await ExecuteAsync("SELECT pg_advisory_unlock_all()");

            async Task ExecuteAsync(string sql)
            {
                await using var command = other.CreateCommand();
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync();
            }
        });
        await Eventually.IsTrueAsync("the worker has the lock", async () => await CountLocksAsync("granted") == 1);
        Assert.That(_consumer.Started, Has.Count.EqualTo(1));
    }

    private static string Locks =>
        $"FROM pg_locks WHERE locktype = 'advisory' AND classid = {0x0B0C} AND database = "
        + "(SELECT oid FROM pg_database WHERE datname = current_database())";

    private Task<long> CountLocksAsync(string condition) => _runner.QueryAsync<long>($"SELECT count(*) {Locks} AND {condition}");

    private async Task PrepareAsync(int? maxAtOnce = null)
    {
        _worker = null;
        _ends.Clear();
        _consumer = new ProbeConsumer { Work = key => _ends.GetOrAdd(key, _ => new TaskCompletionSource()).Task };
        _runner = await UseCaseRunner.StartAsync(services =>
        {
            _consumer.Register(services, maxAtOnce: maxAtOnce);
            services.AddSingleton(new OutboxSettings { AtOnce = 4, Poll = TimeSpan.FromMilliseconds(50) });
        });
    }

    private async Task StartAsync() => _worker = await _runner.StartOutboxWorkerAsync();

    private void End(string key) => _ends.GetOrAdd(key, _ => new TaskCompletionSource()).TrySetResult();

    private Task WaitForAsync(params string[] keys) =>
        Eventually.IsTrueAsync($"{string.Join(", ", keys)} have begun", () => keys.All(k => _consumer.Started.Contains(k)));

    private Task<long> CountAsync(string condition) => _runner.QueryAsync<long>($"SELECT count(*) FROM outbox WHERE {condition}");

    private Task AddAsync(string name, long? owner, int count) =>
        _runner.ExecuteAsync(
            $$"""
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at, owner_id)
            SELECT 'probe', '{{name}} ' || n, '{}', 'Waiting', 0, clock_timestamp(), {{(owner is null ? "NULL" : $"{owner}")}}
            FROM generate_series(1, {{count}}) AS n
            """
        );
}
