using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Engine.Ground;

namespace OpenEvent.WebApi.Tests.Engine;

/// <summary>Mission, "What the reference lacks", 1: key, fingerprint, effect and answer commit together.</summary>
[TestFixture]
public sealed class IdempotencyKeysTests
{
    private string _event = "",
        _key = "";

    [SetUp]
    public async Task SetUp() => (_event, _key) = (await EventAsync(), Guid.NewGuid().ToString());

    private (string, string) Key => ("Idempotency-Key", _key);

    private Task<Answer> AskAsync(string question, Client? who = null) =>
        (who ?? Owner).PostAsync("/v1/faqs", Document.Of("faq", null, new { question, answer = "a" }, ("event", "event", _event)), Key);

    private Task<long> FaqsAsync() => Server.SqlAsync<long>($"SELECT count(*) FROM faqs WHERE event_id = {_event}");

    private static bool IsReplay(Answer answer) => answer.Headers.Contains("Idempotent-Replayed");

    private static void MustBeTheSame(Answer first, Answer second)
    {
        Assert.That(second.Status, Is.EqualTo(first.Status));
        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That(second.ETag, Is.EqualTo(first.ETag));
        Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
        Assert.That(second.ContentHeaders.ContentType, Is.EqualTo(first.ContentHeaders.ContentType));
        Assert.That((IsReplay(first), IsReplay(second)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_post_is_done_once_and_answered_the_same_again()
    {
        MustBeTheSame((await AskAsync("why")).Must(HttpStatusCode.Created), await AskAsync("why"));
        Assert.That(await FaqsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_patch_is_done_once()
    {
        var faq = await FaqAsync(_event, "why");
        Task<Answer> PatchAsync() => Owner.PatchAsync($"/v1/faqs/{faq}", Document.Of("faq", faq, new { answer = "because" }), Key);
        var first = (await PatchAsync()).Must(HttpStatusCode.OK);
        await Server.SqlAsync($"UPDATE faqs SET answer = 'changed since' WHERE id = {faq}");
        MustBeTheSame(first, await PatchAsync());
        Assert.That(await Server.SqlAsync<string>($"SELECT answer FROM faqs WHERE id = {faq}"), Is.EqualTo("changed since"));
    }

    [Test]
    public async Task A_delete_is_done_once()
    {
        var faq = await FaqAsync(_event, "why");
        MustBeTheSame(
            (await Owner.DeleteAsync($"/v1/faqs/{faq}", null, Key)).Must(HttpStatusCode.OK),
            await Owner.DeleteAsync($"/v1/faqs/{faq}", null, Key)
        );
    }

    [Test]
    public async Task Links_are_written_once()
    {
        var (type, faq) = (await FaqTypeAsync(_event, "travel"), await FaqAsync(_event, "why"));
        var body = $$"""{"data":[{"type":"faq","id":"{{faq}}"}]}""";
        MustBeTheSame(
            (await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body, Key)).Must(HttpStatusCode.OK),
            await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body, Key)
        );
    }

    [Test]
    public async Task Routes_outside_json_api_too()
    {
        var ticket = (
            await Owner.CreateAsync(
                "ticket",
                new
                {
                    name = "Seat",
                    type = "free",
                    quantity = 5,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2099-01-01T00:00:00Z",
                    min_order = 1,
                    max_order = 5,
                },
                ("event", "event", _event)
            )
        ).Id();
        var body = $$"""{"tickets":[{"id":{{ticket}},"quantity":2}]}""";
        MustBeTheSame(
            (await Stranger.PostAsync("/v1/orders/create-order", body, Key)).Must(HttpStatusCode.OK),
            await Stranger.PostAsync("/v1/orders/create-order", body, Key)
        );
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM orders WHERE event_id = {_event}"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_sign_in_is_answered_with_the_same_cookies_which_nobody_reads_in_the_database()
    {
        var body = $$"""{"email":"{{Stranger.Email}}","password":"{{OpenEventServer.Password}}","remember-me":true}""";
        var (first, second) = (await Anyone.PostAsync("/auth/session", body, Key), await Anyone.PostAsync("/auth/session", body, Key));
        MustBeTheSame(first.Must(HttpStatusCode.OK), second);
        var cookies = first.Headers.GetValues("Set-Cookie").ToList();
        Assert.That(second.Headers.GetValues("Set-Cookie"), Is.EqualTo(cookies).And.Not.Empty);
        var stored = await Server.SqlAsync<string>("SELECT string_agg(headers || encode(body, 'escape'), ' ') FROM idempotent_answers");
        Assert.That(stored, Does.Not.Contain("cookie").And.Not.Contain(first.Json.GetProperty("access_token").GetString()![..20]));
    }

    [Test]
    public async Task Another_body_path_or_precondition_under_the_same_key_is_422()
    {
        (await AskAsync("why")).Must(HttpStatusCode.Created);
        foreach (
            var other in new[]
            {
                await AskAsync("how"),
                await Owner.PostAsync("/v1/faq-types", Document.Of("faq-type", null, new { name = "x" }, ("event", "event", _event)), Key),
                await Owner.PostAsync(
                    "/v1/faqs?include=event",
                    Document.Of("faq", null, new { question = "why", answer = "a" }, ("event", "event", _event)),
                    Key
                ),
                await Owner.PostAsync(
                    "/v1/faqs",
                    Document.Of("faq", null, new { question = "why", answer = "a" }, ("event", "event", _event)),
                    Key,
                    ("If-Match", "*")
                ),
            }
        )
            Assert.That((other.Status, other.Parameter), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "Idempotency-Key")));
        Assert.That(await FaqsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Keys_are_each_persons_own()
    {
        (await AskAsync("why")).Must(HttpStatusCode.Created);
        var other = await AskAsync("why", Admin);
        Assert.That((other.Status, IsReplay(other)), Is.EqualTo((HttpStatusCode.Created, false)));
    }

    [Test]
    public async Task A_refusal_is_remembered_without_an_effect()
    {
        var refused = await Owner.PostAsync(
            "/v1/faqs",
            Document.Of("faq", null, new { question = "why" }, ("event", "event", _event)),
            Key
        );
        MustBeTheSame(
            refused.Must(HttpStatusCode.UnprocessableEntity),
            await Owner.PostAsync("/v1/faqs", Document.Of("faq", null, new { question = "why" }, ("event", "event", _event)), Key)
        );
    }

    [Test]
    public async Task A_missing_sign_in_is_not_remembered()
    {
        var url = $"/v1/faqs/{await FaqAsync(_event, "why")}";
        for (var i = 0; i < 2; i++)
            Assert.That(IsReplay((await Anyone.DeleteAsync(url, null, Key)).Must(HttpStatusCode.Unauthorized)), Is.False);
    }

    [Test]
    public async Task A_key_has_a_sensible_length([Values(0, 256)] int length) =>
        Assert.That(
            (await Owner.PostAsync("/v1/faqs", "{}", ("Idempotency-Key", new string('k', length)))).Status,
            Is.EqualTo(length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.BadRequest)
        );

    [Test]
    public async Task A_key_in_flight_is_409_with_retry_after_and_free_when_its_holder_is_killed()
    {
        var faq = await FaqAsync(_event, "why");
        var body = Document.Of("faq", faq, new { answer = "because" });

        // Somebody holds the row's lock, so the first request waits inside its transaction, with the key.
        await using var blocker = new NpgsqlConnection(Server.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM faqs WHERE id = {faq} FOR UPDATE", blocker, transaction))
            await hold.ExecuteNonQueryAsync();
        var first = Owner.PatchAsync($"/v1/faqs/{faq}", body, Key);
        var waiter = 0;
        while (waiter == 0)
            waiter = await Server.SqlAsync<int>(
                $"SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE {blocker.ProcessID} = ANY (pg_blocking_pids(pid))"
            );

        var second = await Owner.PatchAsync($"/v1/faqs/{faq}", body, Key);
        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(second.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));

        // The holder's connection is killed: its effect is gone, and the key is free.
        await Server.SqlAsync<bool>($"SELECT pg_terminate_backend({waiter})");
        Assert.That((int)(await first).Status, Is.GreaterThanOrEqualTo(500));
        await transaction.RollbackAsync();
        // A backend says that it ends and lets go of its locks a moment later.
        while (await Server.SqlAsync<bool>($"SELECT EXISTS (SELECT FROM pg_locks WHERE pid = {waiter})"))
            await Task.Yield();
        var third = await Owner.PatchAsync($"/v1/faqs/{faq}", body, Key);
        Assert.That((third.Status, IsReplay(third)), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [Test]
    public async Task A_holder_that_hangs_is_cut_off_within_thirty_seconds()
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        await using var claim = await scope.ServiceProvider.GetRequiredService<IIdempotency>().ClaimAsync("test", _key, default);
        var db = scope.ServiceProvider.GetRequiredService<Infrastructure.Persistence.OpenEventDb>();
        Assert.That(await SettingAsync("idle_in_transaction_session_timeout") + 0, Is.InRange(1, 30_000));
        Assert.That(await SettingAsync("statement_timeout"), Is.InRange(1, 30_000));

        async Task<int> SettingAsync(string name)
        {
            await using var command = new NpgsqlCommand(
                $"SELECT setting::int FROM pg_settings WHERE name = '{name}'",
                (NpgsqlConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database)
            );
            return (int)(await command.ExecuteScalarAsync())!;
        }
    }

    [Test]
    public async Task Ten_at_once_with_one_key_have_one_effect()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync("why")));
        Assert.That(answers.Select(a => (int)a.Status).Distinct(), Is.SubsetOf([201, 409]).And.Contains(201));
        Assert.That(await FaqsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Effect_and_answer_commit_together()
    {
        // The answer cannot be kept: then there must be no effect either.
        await Server.SqlAsync(
            """
            CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
            CREATE TRIGGER forget BEFORE INSERT ON idempotent_answers FOR EACH ROW EXECUTE FUNCTION forget();
            """
        );
        Assert.That((int)(await AskAsync("why")).Status, Is.EqualTo(500));
        await Server.SqlAsync("DROP TRIGGER forget ON idempotent_answers; DROP FUNCTION forget()");
        Assert.That(await FaqsAsync(), Is.Zero);
        (await AskAsync("why")).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task After_a_day_a_key_is_forgotten_and_its_answer_removed()
    {
        (await AskAsync("why")).Must(HttpStatusCode.Created);
        await Server.SqlAsync("UPDATE idempotent_answers SET created_at = now() - interval '23 hours 59 minutes'");
        Assert.That(IsReplay(await AskAsync("why")), Is.True);
        await Server.SqlAsync("UPDATE idempotent_answers SET created_at = now() - interval '24 hours 1 minute'");
        await using (var node = await Server.AnotherNodeAsync())
        {
            // A node that starts cleans up, and then every hour.
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while (
                await Server.SqlAsync<long>("SELECT count(*) FROM idempotent_answers WHERE created_at < now() - interval '24 hours'") > 0
            )
                await Task.Delay(20, limit.Token);
        }

        Assert.That(IsReplay((await AskAsync("why")).Must(HttpStatusCode.Created)), Is.False);
    }
}
