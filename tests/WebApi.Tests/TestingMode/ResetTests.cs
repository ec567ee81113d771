using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Testing;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary><c>POST /testing/reset</c> brings the server back to the state after its start.</summary>
[TestFixture]
public sealed class ResetTests : TestingFixture
{
    /// <summary>The rows of every table as text. Jobs have other times after a reset, and secrets are kept.</summary>
    private const string DigestFunction = """
        CREATE OR REPLACE FUNCTION testing.digest() RETURNS text LANGUAGE plpgsql AS $$
        DECLARE name text; rows text; result text := '';
        BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
                AND tablename NOT IN ('jobs', 'secrets', 'data_protection_keys', '__EFMigrationsHistory') ORDER BY 1
            LOOP
                EXECUTE format('SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM %I AS t', name) INTO rows;
                result := result || name || ': ' || coalesce(rows, '') || chr(10);
            END LOOP;
            RETURN result;
        END $$
        """;

    [SetUp]
    public Task StartFromResetAsync() => ResetAsync();

    [TestCase(long.MaxValue)]
    [TestCase(0)]
    public async Task Every_table_has_the_rows_of_the_start_again(long truncateThreshold)
    {
        var database = (PostgresTestDatabase)Server.App.Services.GetRequiredService<ITestDatabase>();
        database.TruncateThreshold = truncateThreshold;
        await Server.SqlAsync(DigestFunction);
        await ResetAsync();
        var before = await Server.SqlAsync<string>("SELECT testing.digest()");
        var admin = await SignInAsAdminAsync();
        await TestEvents.CreateAsync(admin);
        await Server.SqlAsync("UPDATE settings SET app_name = 'Changed'; DELETE FROM event_image_sizes");
        Assert.That(await Server.SqlAsync<string>("SELECT testing.digest()"), Is.Not.EqualTo(before), "a control");
        await ResetAsync();
        Assert.That(await Server.SqlAsync<string>("SELECT testing.digest()"), Is.EqualTo(before));
        database.TruncateThreshold = PostgresTestDatabase.DefaultTruncateThreshold;
    }

    [Test]
    public async Task Ids_start_again()
    {
        var first = await TestEvents.CreateAsync(await SignInAsAdminAsync());
        await ResetAsync();
        Assert.That(await TestEvents.CreateAsync(await SignInAsAdminAsync()), Is.EqualTo(first));
    }

    [Test]
    public async Task Tokens_of_before_are_refused_even_if_the_user_has_the_same_id()
    {
        var admin = await SignInAsAdminAsync();
        Assert.That((await admin.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.OK), "a control");
        await ResetAsync();
        Assert.That((await admin.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await (await SignInAsAdminAsync()).GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Settings_in_memory_are_those_of_the_start()
    {
        var admin = await SignInAsAdminAsync();
        var settings = await admin.GetAsync("/v1/settings");
        (
            await admin.PatchAsync(
                "/v1/settings/" + settings.Id(),
                JsonApiDocument.Of("setting", settings.Id(), new { app_name = "Another name", frontend_url = "https://elsewhere.example" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await RegisterAsync("ann@example.org");
        var link = (await ReceiveAsync("to=ann@example.org")).GetProperty("links").GetProperty("verify").GetString();
        Assert.That(link, Does.StartWith("https://elsewhere.example/"), "a control");
        await ResetAsync();
        await RegisterAsync("ann@example.org");
        link = (await ReceiveAsync("to=ann@example.org")).GetProperty("links").GetProperty("verify").GetString();
        Assert.That(link, Does.StartWith(Server.Anonymous.Http.BaseAddress!.ToString()));
    }

    [Test]
    public async Task Failed_sign_ins_are_forgotten()
    {
        await Eventually.IsTrueAsync("too many sign-ins", async () => await TrySignInAsync() == HttpStatusCode.TooManyRequests);
        await ResetAsync();
        Assert.That(await TrySignInAsync(), Is.EqualTo(HttpStatusCode.Unauthorized));

        async Task<HttpStatusCode> TrySignInAsync() =>
            (await Server.Anonymous.PostAsync("/auth/session", new { email = OpenEventServer.AdminEmail, password = "wrong" })).Status;
    }

    [Test]
    public async Task Stored_files_and_e_mails_are_deleted()
    {
        var files = Server.App.Services.GetRequiredService<IFileStore>();
        await files.SaveAsync("uploads/kept.txt", new MemoryStream([1]), "text/plain", default);
        await RegisterAsync("ann@example.org");
        await ReceiveAsync("to=ann@example.org");
        await ResetAsync();
        Assert.That(await files.OpenAsync("uploads/kept.txt", default), Is.Null);
        var mails = await Server.Anonymous.GetAsync("/testing/mails");
        Assert.That(mails.Json.GetProperty("mails").GetArrayLength(), Is.Zero);
        Assert.That(Directory.EnumerateFiles(Server.DataDirectory, "*.eml", SearchOption.AllDirectories), Is.Empty);
        await files.SaveAsync("uploads/after.txt", new MemoryStream([1]), "text/plain", default);
        Assert.That(await files.OpenAsync("uploads/after.txt", default), Is.Not.Null, "the store works after a reset");
    }

    [Test]
    public async Task Work_that_waits_in_the_outbox_is_dropped_and_later_work_is_done()
    {
        await Server.SqlAsync(
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ('x', 'y', '{}', 'Waiting', 0, now() + '1 day')"
        );
        await ResetAsync();
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox"), Is.Zero);
        await RegisterAsync("ann@example.org");
        Assert.That((await ReceiveAsync("to=ann@example.org")).GetProperty("kind").GetString(), Is.EqualTo("user_confirmation"));
    }

    [Test]
    public async Task Requests_during_a_reset_wait_or_get_503_with_a_time()
    {
        var resets = Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
                await ResetAsync();
        });
        List<ApiResponse> answers = [];
        while (!resets.IsCompleted)
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Server.Anonymous.GetAsync("/v1/event-topics"))));
        await resets;
        Assert.That(answers, Is.Not.Empty);
        Assert.That(
            answers.Where(a =>
                a.Status != HttpStatusCode.OK && !(a.Status == HttpStatusCode.ServiceUnavailable && a.Headers.RetryAfter is not null)
            ),
            Is.Empty
        );
    }

    [Test]
    public async Task Jobs_of_the_start_are_registered_for_their_next_time()
    {
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM jobs"), Is.GreaterThan(10));
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM jobs WHERE next_run_at < now()"), Is.Zero);
    }
}
