using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Infrastructure.Retention;
using OpenEvent.Testing;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Retention;

/// <summary>Old records are deleted in batches, newer ones are kept (docs/run-in-production.md#retention).</summary>
public sealed class RetentionTests : ServerFixture
{
    /// <summary>A database without tables, so that all jobs are due when the server starts.</summary>
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync();

    /// <summary>
    /// For each job: rows that are old by the defaults, rows that are not, and rows that must stay at any age; {0} is a time in SQL.
    /// </summary>
    private static readonly Dictionary<string, (string Table, string Insert, string Age, string? Kept)> Samples = new()
    {
        ["delete-done-outbox-entries"] = (
            "outbox",
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at, done_at) "
                + "VALUES ('test', {1}, '{}', 'Done', 0, now(), {0})",
            "90 days",
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ('test', {1}, '{}', 'Waiting', 0, {0})"
        ),
        ["delete-given-up-outbox-entries"] = (
            "outbox",
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ('test', {1}, '{}', 'GivenUp', 9, {0})",
            "365 days",
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ('test', {1}, '{}', 'Waiting', 9, {0})"
        ),
        ["delete-emails"] = (
            "mails",
            "INSERT INTO mails (key, recipient, action, subject, message, time, state, attempts) "
                + "VALUES ({1}, 'a@example.org', 'test_mail', '', '', {0}, 'Sent', 1)",
            "730 days",
            "INSERT INTO mails (key, recipient, action, subject, message, time, state, attempts) "
                + "VALUES ({1}, 'a@example.org', 'test_mail', '', '', {0}, 'Delayed', 1)"
        ),
        ["delete-lab-calls"] = (
            "lab_calls",
            "INSERT INTO lab_calls (device, function, outcome, created_at) VALUES ({1}, 'f()', 'Done', {0})",
            "90 days",
            "INSERT INTO lab_calls (device, function, outcome, created_at) VALUES ({1}, 'f()', 'Running', {0})"
        ),
        ["delete-lab-runs"] = (
            "lab_runs",
            "INSERT INTO lab_runs (user_id, title, code, code_version, device, device_kind, status, is_stop_requested, created_at) "
                + "SELECT min(id), 't', '', 1, {1}, 'virtual', 'done', false, {0} FROM users",
            "365 days",
            "INSERT INTO lab_runs (user_id, title, code, code_version, device, device_kind, status, is_stop_requested, server, created_at) "
                + "SELECT min(id), 't', '', 1, {1}, 'virtual', 'running', false, 'Runs on another-machine 1 1', {0} FROM users"
        ),
        ["delete-lab-run-outputs"] = (
            "lab_run_outputs",
            "WITH run AS (INSERT INTO lab_runs "
                + "(user_id, title, code, code_version, device, device_kind, status, is_stop_requested, created_at) "
                + "SELECT min(id), 't', '', 1, 'd', 'virtual', 'done', false, {0} FROM users RETURNING id) "
                + "INSERT INTO lab_run_outputs SELECT id, {1} FROM run",
            "90 days",
            "WITH run AS (INSERT INTO lab_runs "
                + "(user_id, title, code, code_version, device, device_kind, status, is_stop_requested, server, created_at) "
                + "SELECT min(id), 't', '', 1, 'd', 'virtual', 'running', false, 'Runs on another-machine 1 1', {0} FROM users "
                + "RETURNING id) "
                + "INSERT INTO lab_run_outputs SELECT id, {1} FROM run"
        ),
        ["delete-lab-bookings"] = (
            "lab_bookings",
            "INSERT INTO lab_bookings (device, starts_at, ends_at, user_id, created_at) "
                + "SELECT {1}, {0} - interval '1 hour', {0}, min(id), {0} FROM users",
            "365 days",
            null
        ),
        ["delete-notifications"] = (
            "notifications",
            "INSERT INTO notifications (user_id, is_read, created_at) SELECT min(id), false, {0} FROM users",
            "365 days",
            null
        ),
        ["delete-activities"] = (
            "activities",
            "INSERT INTO activities (actor, action, time) VALUES ('user 1', {1}, {0})",
            "365 days",
            null
        ),
        ["delete-password-reset-tokens"] = (
            "password_resets",
            "INSERT INTO password_resets (user_id, token_hash, email, expires_at) SELECT {2}, {1}, '', {0}",
            "30 days",
            null
        ),
        ["delete-verification-tokens"] = (
            "email_verifications",
            "INSERT INTO email_verifications (user_id, token_hash, email, expires_at) SELECT {2}, {1}, '', {0}",
            "30 days",
            null
        ),
        ["delete-erasure-confirmations"] = (
            "outbox",
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) "
                + "VALUES ('account-erased', {1}, '{}', 'GivenUp', 9, {0})",
            "7 days",
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) "
                + "VALUES ('account-erased', {1}, '{}', 'Waiting', 9, {0})"
        ),
        ["delete-idempotent-answers"] = (
            "idempotent_answers",
            "INSERT INTO idempotent_answers (name, fingerprint, status, headers, body, created_at) "
                + "VALUES (convert_to({1}, 'UTF8'), '', 200, '', '', {0})",
            "1 day",
            null
        ),
        ["delete-rate-limit-counters"] = (
            "throttle_counters",
            "INSERT INTO throttle_counters (key, count, since, until) VALUES ({1}, 1, now(), {0})",
            "0 days",
            null
        ),
    };

    private static IEnumerable<string> DeletingJobs => Samples.Keys;

    /// <summary>The server's own runs, which would delete rows of the tests.</summary>
    [OneTimeSetUp]
    public Task WaitForFirstRunsAsync() =>
        Eventually.ReadAsync(
            "all jobs have run",
            () => Server.SqlAsync<long>("SELECT count(*) FROM jobs WHERE succeeded_at IS NULL"),
            count => count == 0
        );

    [Test]
    public void Every_rule_has_a_sample() =>
        Assert.That(RetentionRule.All.Select(r => r.JobName), Is.EquivalentTo(Samples.Keys.Append("erase-email-texts")));

    [TestCaseSource(nameof(DeletingJobs))]
    public async Task Old_rows_are_deleted_and_others_stay(string jobName)
    {
        var (table, insert, age, kept) = Samples[jobName];
        var old = await UserAsync();
        var recent = await UserAsync();
        await Server.SqlAsync($"DELETE FROM {table}");
        await Server.SqlAsync(Format(insert, $"now() - interval '{age}' - interval '1 minute'", "old", old));
        await Server.SqlAsync(Format(insert, $"now() - interval '{age}' + interval '1 minute'", "new", recent));
        if (kept is not null)
            await Server.SqlAsync(Format(kept, "now() - interval '20 years'", "kept", old));
        await JobOf(jobName).RunAsync(CancellationToken.None);
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM {table}"), Is.EqualTo(kept is null ? 1 : 2));
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM {table} AS t WHERE t::text LIKE '%old%'"),
            Is.Zero,
            "the old one is gone"
        );
    }

    [Test]
    public async Task Texts_of_old_e_mails_are_erased_and_their_records_stay()
    {
        await Server.SqlAsync("DELETE FROM mails");
        foreach (var (name, age, state) in new[] { ("old", 91, "Sent"), ("new", 89, "Sent"), ("delayed", 91, "Delayed") })
            await Server.SqlAsync(
                "INSERT INTO mails (key, recipient, action, subject, message, time, state, attempts) "
                    + $"VALUES ('{name}', 'a@example.org', 'test_mail', 'Test', 'The text', now() - interval '{age} days', '{state}', 1)"
            );
        await JobOf("erase-email-texts").RunAsync(CancellationToken.None);
        Assert.That(
            await Server.SqlAsync<string>("SELECT string_agg(key || ':' || subject || ':' || message, ' ' ORDER BY key) FROM mails"),
            Is.EqualTo("delayed:Test:The text new:Test:The text old:Test:")
        );
    }

    [Test]
    public async Task A_statement_deletes_at_most_a_batch_and_a_run_deletes_all()
    {
        await Server.SqlAsync("DELETE FROM outbox");
        await Server.SqlAsync(
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at, done_at) "
                + "SELECT 'test', n::text, '{}', 'Done', 0, now(), now() - interval '1 year' FROM generate_series(1, 2500) AS n"
        );
        var rule = RetentionRule.All.Single(r => r.JobName == "delete-done-outbox-entries");
        await using var source = NpgsqlDataSource.Create(Server.ConnectionString);
        await using var command = source.CreateCommand(rule.BatchSql);
        command.Parameters.AddWithValue(DateTimeOffset.UtcNow.AddDays(-90));
        command.Parameters.AddWithValue(RetentionJob.BatchSize);
        Assert.That(await command.ExecuteNonQueryAsync(), Is.EqualTo(1000));
        await JobOf(rule.JobName).RunAsync(CancellationToken.None);
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'test'"), Is.Zero);
    }

    [Test]
    public async Task Zero_days_keep_the_rows()
    {
        await using var server = await OpenEventServer.StartAsync("--Retention:OutboxDays=0");
        await server.SqlAsync(Format(Samples["delete-done-outbox-entries"].Insert, "now() - interval '20 years'", "old", 0));
        var job = server.App.Services.GetServices<IScheduledJob>().Single(j => j.Name == "delete-done-outbox-entries");
        Assert.That(job.IsEnabled, Is.False);
        await job.RunAsync(CancellationToken.None);
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE key = 'old'"), Is.EqualTo(1));
    }

    [TestCase("Retention:OutboxDays=30", "Retention:OutboxDays")]
    [TestCase("Retention:EmailDays=60", "Retention:EmailDays")]
    [TestCase("Retention:LabCallDays=-1", "Retention:LabCallDays")]
    public void A_period_that_would_send_e_mails_twice_or_is_no_period_is_rejected(string setting, string key) =>
        Assert.That(
            async () => await WebApi.Program.BuildAsync(["--Data:Directory=" + Server.DataDirectory, "--" + setting]),
            Throws.TypeOf<ConfigurationException>().With.Message.StartsWith(key)
        );

    private IScheduledJob JobOf(string name) => Server.App.Services.GetServices<IScheduledJob>().Single(j => j.Name == name);

    private async Task<long> UserAsync() => (await Server.RegisterUserAsync()).UserId;

    private static string Format(string sql, string time, string name, long user) =>
        sql.Replace("{0}", time, StringComparison.Ordinal)
            .Replace("{1}", $"'{name}'", StringComparison.Ordinal)
            .Replace("{2}", user.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
