using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// The key, the fingerprint, the effect and the response are committed together: docs/reference/json-api-dialect.md#idempotency-keys.
/// </summary>
[TestFixture]
public sealed class IdempotencyTests
{
    private string _event = "",
        _key = "";

    [SetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _key = Guid.NewGuid().ToString();
    }

    private (string, string) Key => ("Idempotency-Key", _key);

    private Task<ApiResponse> CreateFaqWithKeyAsync(string question, ApiClient? client = null) =>
        (client ?? Owner).PostAsync(
            "/v1/faqs",
            JsonApiDocument.Of("faq", null, new { question, answer = "a" }, ("event", "event", _event)),
            Key
        );

    private Task<long> CountFaqsAsync() => Server.SqlAsync<long>($"SELECT count(*) FROM faqs WHERE event_id = {_event}");

    private static bool IsReplay(ApiResponse answer) => answer.Headers.Contains("Idempotent-Replayed");

    private static void AssertSame(ApiResponse first, ApiResponse second)
    {
        Assert.That(second.Status, Is.EqualTo(first.Status));
        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That(second.ETag, Is.EqualTo(first.ETag));
        Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
        Assert.That(second.ContentHeaders.ContentType, Is.EqualTo(first.ContentHeaders.ContentType));
        Assert.That((IsReplay(first), IsReplay(second)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_repeated_post_has_one_effect_and_the_same_response()
    {
        AssertSame((await CreateFaqWithKeyAsync("why")).EnsureStatus(HttpStatusCode.Created), await CreateFaqWithKeyAsync("why"));
        Assert.That(await CountFaqsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_repeated_patch_has_one_effect()
    {
        var faq = await CreateFaqAsync(_event, "why");
        Task<ApiResponse> PatchAsync() =>
            Owner.PatchAsync($"/v1/faqs/{faq}", JsonApiDocument.Of("faq", faq, new { answer = "because" }), Key);
        var first = (await PatchAsync()).EnsureStatus(HttpStatusCode.OK);
        await Server.SqlAsync($"UPDATE faqs SET answer = 'changed since' WHERE id = {faq}");
        AssertSame(first, await PatchAsync());
        Assert.That(await Server.SqlAsync<string>($"SELECT answer FROM faqs WHERE id = {faq}"), Is.EqualTo("changed since"));
    }

    [Test]
    public async Task A_repeated_delete_has_one_effect()
    {
        var faq = await CreateFaqAsync(_event, "why");
        AssertSame(
            (await Owner.DeleteAsync($"/v1/faqs/{faq}", null, Key)).EnsureStatus(HttpStatusCode.OK),
            await Owner.DeleteAsync($"/v1/faqs/{faq}", null, Key)
        );
    }

    [Test]
    public async Task A_repeated_link_request_has_one_effect()
    {
        var type = await CreateFaqTypeAsync(_event, "travel");
        var faq = await CreateFaqAsync(_event, "why");
        var body = $$"""{"data":[{"type":"faq","id":"{{faq}}"}]}""";
        AssertSame(
            (await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body, Key)).EnsureStatus(HttpStatusCode.OK),
            await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body, Key)
        );
    }

    [Test]
    public async Task A_link_request_that_changes_nothing_answers_204_each_time()
    {
        var type = await CreateFaqTypeAsync(_event, "travel");
        var body = $$"""{"data":[{"type":"faq","id":"{{await CreateFaqAsync(_event, "why")}}"}]}""";
        (await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body)).EnsureStatus(HttpStatusCode.OK);
        AssertSame(
            (await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body, Key)).EnsureStatus(HttpStatusCode.NoContent),
            await Owner.PostAsync($"/v1/faq-types/{type}/relationships/faqs", body, Key)
        );
    }

    [Test]
    public async Task Routes_outside_json_api_are_idempotent_too()
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
        AssertSame(
            (await OtherUser.PostAsync("/v1/orders/create-order", body, Key)).EnsureStatus(HttpStatusCode.OK),
            await OtherUser.PostAsync("/v1/orders/create-order", body, Key)
        );
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM orders WHERE event_id = {_event}"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_repeated_sign_in_sets_the_same_cookies_which_are_encrypted_in_the_database()
    {
        var body = $$"""{"email":"{{OtherUser.Email}}","password":"{{OpenEventServer.Password}}","remember-me":true}""";
        var first = await Anonymous.PostAsync("/auth/session", body, Key);
        var second = await Anonymous.PostAsync("/auth/session", body, Key);
        AssertSame(first.EnsureStatus(HttpStatusCode.OK), second);
        var cookies = first.Headers.GetValues("Set-Cookie").ToList();
        Assert.That(second.Headers.GetValues("Set-Cookie"), Is.EqualTo(cookies).And.Not.Empty);
        var stored = await Server.SqlAsync<string>("SELECT string_agg(headers || encode(body, 'escape'), ' ') FROM idempotent_answers");
        Assert.That(stored, Does.Not.Contain("cookie").And.Not.Contain(first.Json.GetProperty("access_token").GetString()![..20]));
    }

    [Test]
    public async Task Another_body_path_or_precondition_under_the_same_key_is_422()
    {
        (await CreateFaqWithKeyAsync("why")).EnsureStatus(HttpStatusCode.Created);
        foreach (
            var other in new[]
            {
                await CreateFaqWithKeyAsync("how"),
                await Owner.PostAsync(
                    "/v1/faq-types",
                    JsonApiDocument.Of("faq-type", null, new { name = "x" }, ("event", "event", _event)),
                    Key
                ),
                await Owner.PostAsync(
                    "/v1/faqs?include=event",
                    JsonApiDocument.Of("faq", null, new { question = "why", answer = "a" }, ("event", "event", _event)),
                    Key
                ),
                await Owner.PostAsync(
                    "/v1/faqs",
                    JsonApiDocument.Of("faq", null, new { question = "why", answer = "a" }, ("event", "event", _event)),
                    Key,
                    ("If-Match", "*")
                ),
            }
        )
            Assert.That((other.Status, other.Parameter), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "Idempotency-Key")));
        Assert.That(await CountFaqsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Keys_are_separate_for_each_user()
    {
        (await CreateFaqWithKeyAsync("why")).EnsureStatus(HttpStatusCode.Created);
        var other = await CreateFaqWithKeyAsync("why", Admin);
        Assert.That((other.Status, IsReplay(other)), Is.EqualTo((HttpStatusCode.Created, false)));
    }

    [Test]
    public async Task A_rejection_is_stored_without_an_effect()
    {
        var rejected = await Owner.PostAsync(
            "/v1/faqs",
            JsonApiDocument.Of("faq", null, new { question = "why" }, ("event", "event", _event)),
            Key
        );
        AssertSame(
            rejected.EnsureStatus(HttpStatusCode.UnprocessableEntity),
            await Owner.PostAsync("/v1/faqs", JsonApiDocument.Of("faq", null, new { question = "why" }, ("event", "event", _event)), Key)
        );
    }

    [Test]
    public async Task An_unauthenticated_response_is_not_stored()
    {
        var url = $"/v1/faqs/{await CreateFaqAsync(_event, "why")}";
        for (var i = 0; i < 2; i++)
            Assert.That(IsReplay((await Anonymous.DeleteAsync(url, null, Key)).EnsureStatus(HttpStatusCode.Unauthorized)), Is.False);
    }

    [Test]
    public async Task A_key_of_invalid_length_is_rejected([Values(0, 256)] int length) =>
        Assert.That(
            (await Owner.PostAsync("/v1/faqs", "{}", ("Idempotency-Key", new string('k', length)))).Status,
            Is.EqualTo(HttpStatusCode.BadRequest)
        );

    [Test]
    public async Task A_key_in_use_is_409_with_retry_after_and_is_released_when_its_holder_is_killed()
    {
        var faq = await CreateFaqAsync(_event, "why");
        var body = JsonApiDocument.Of("faq", faq, new { answer = "because" });

        // Another transaction holds the row lock, so the first request waits inside its transaction and keeps the key claimed.
        await using var blocker = new NpgsqlConnection(Server.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM faqs WHERE id = {faq} FOR UPDATE", blocker, transaction))
            await hold.ExecuteNonQueryAsync();
        var first = Owner.PatchAsync($"/v1/faqs/{faq}", body, Key);
        var waiter = await Eventually.ReadAsync(
            "the first request waits for the row",
            () =>
                Server.SqlAsync<int>(
                    $"SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE {blocker.ProcessID} = ANY (pg_blocking_pids(pid))"
                ),
            pid => pid > 0
        );

        var second = await Owner.PatchAsync($"/v1/faqs/{faq}", body, Key);
        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(second.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));

        // The connection that holds the key is terminated: its effect is rolled back and the key is released.
        await Server.SqlAsync<bool>($"SELECT pg_terminate_backend({waiter})");
        Assert.That((int)(await first).Status, Is.GreaterThanOrEqualTo(500));
        await transaction.RollbackAsync();
        // pg_terminate_backend returns before the backend has released its locks.
        await Eventually.IsTrueAsync("the terminated session has released its locks", () =>
            Server.SqlAsync<bool>($"SELECT NOT EXISTS (SELECT FROM pg_locks WHERE pid = {waiter})")
        );
        var third = await Owner.PatchAsync($"/v1/faqs/{faq}", body, Key);
        Assert.That((third.Status, IsReplay(third)), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [Test]
    public async Task Ten_concurrent_requests_with_one_key_have_one_effect()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CreateFaqWithKeyAsync("why")));
        Assert.That(answers.Select(a => (int)a.Status).Distinct(), Is.SubsetOf([201, 409]).And.Contains(201));
        Assert.That(await CountFaqsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Effect_and_response_commit_together()
    {
        // The response cannot be stored, so there must be no effect either.
        await Server.SqlAsync(
            """
            CREATE FUNCTION reject_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
            CREATE TRIGGER reject_insert BEFORE INSERT ON idempotent_answers FOR EACH ROW EXECUTE FUNCTION reject_insert();
            """
        );
        Assert.That((int)(await CreateFaqWithKeyAsync("why")).Status, Is.EqualTo(500));
        await Server.SqlAsync("DROP TRIGGER reject_insert ON idempotent_answers; DROP FUNCTION reject_insert()");
        Assert.That(await CountFaqsAsync(), Is.Zero);
        (await CreateFaqWithKeyAsync("why")).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task After_a_day_a_key_and_its_response_are_deleted()
    {
        (await CreateFaqWithKeyAsync("why")).EnsureStatus(HttpStatusCode.Created);
        await Server.SqlAsync("UPDATE idempotent_answers SET created_at = now() - interval '23 hours 59 minutes'");
        Assert.That(IsReplay(await CreateFaqWithKeyAsync("why")), Is.True);
        await Server.SqlAsync("UPDATE idempotent_answers SET created_at = now() - interval '24 hours 1 minute'");
        await Server.SqlAsync("UPDATE jobs SET next_run_at = now()");
        await using (var node = await Server.StartAnotherNodeAsync())
        {
            // A node that starts runs the jobs that are due.
            await Eventually.ReadAsync(
                "the keys that are older than a day are deleted",
                () => Server.SqlAsync<long>("SELECT count(*) FROM idempotent_answers WHERE created_at < now() - interval '24 hours'"),
                count => count == 0
            );
        }

        Assert.That(IsReplay((await CreateFaqWithKeyAsync("why")).EnsureStatus(HttpStatusCode.Created)), Is.False);
    }
}
