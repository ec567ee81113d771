using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>
/// A request uses one database connection at a time (docs/decisions/026-limits.md). With a pool of one, a request that needs a second one
/// waits for itself until it fails.
/// </summary>
[TestFixture]
public sealed class RequestConnectionsTests : ServerFixture
{
    private OpenEventServer _poolOfOne = null!;

    [OneTimeSetUp]
    public async Task StartNodeAsync() => _poolOfOne = await StartNodeAsync(1);

    [OneTimeTearDown]
    public ValueTask StopNodeAsync() => _poolOfOne.DisposeAsync();

    [Test]
    public async Task Account_routes_with_and_without_a_key_need_one_connection()
    {
        var jane = await _poolOfOne.RegisterUserAsync();
        var data = new { email = jane.Email };
        foreach (var key in new[] { null, "key" })
        {
            var (current, next) = key is null
                ? (OpenEventServer.Password, "another battery")
                : ("another battery", OpenEventServer.Password);
            await AssertOkAsync(_poolOfOne.Anonymous, "/v1/auth/reset-password", new { data }, key);
            await AssertOkAsync(_poolOfOne.Anonymous, "/v1/auth/resend-verification-email", new { data }, key);
            await AssertOkAsync(_poolOfOne.Anonymous, "/auth/session", new { email = jane.Email, password = current }, key);
            await AssertOkAsync(jane, "/v1/auth/verify-password", new { password = current }, key);
            await AssertOkAsync(_poolOfOne.Anonymous, "/v1/users/check_email", data, key);
            var password = new Dictionary<string, object> { ["old-password"] = current, ["new-password"] = next };
            await AssertOkAsync(jane, "/v1/auth/change-password", new { data = password }, key);
            var registration = JsonApiDocument.Of(
                "user",
                null,
                new { email = $"{key}one@example.org", password = OpenEventServer.Password }
            );
            await AssertOkAsync(_poolOfOne.Anonymous, "/v1/users", registration, key, HttpStatusCode.Created);
        }
    }

    [Test]
    public async Task Requests_that_send_emails_need_one_connection()
    {
        var testEvent = await TicketedEvent.CreateAsync(_poolOfOne);
        foreach (var key in new[] { null, "mail" })
        {
            await AssertOkAsync(
                await _poolOfOne.RegisterUserAsync(),
                $"/v1/events/{testEvent.EventId}/contact-organizer",
                new { email = "Is there parking?" },
                key
            );
            var invite = JsonApiDocument.Of(
                "role-invite",
                null,
                new { email = $"{key}two@example.org" },
                ("event", "event", testEvent.EventId),
                ("role", "role", await _poolOfOne.GetRoleIdAsync("organizer"))
            );
            await AssertOkAsync(testEvent.Owner, "/v1/role-invites", invite, key, HttpStatusCode.Created);
        }
    }

    [Test]
    public async Task Many_requests_at_once_with_a_pool_of_two_are_all_answered()
    {
        await using var node = await StartNodeAsync(2);
        var jane = await node.RegisterUserAsync(email: "of.two@example.org");
        var resets = Enumerable
            .Range(0, 40)
            .Select(i => node.Anonymous.PostAsync("/v1/auth/reset-password", new { data = new { email = $"many{i}@example.org" } }));
        var signIns = Enumerable
            .Range(0, 5)
            .Select(i =>
                node.Anonymous.PostAsync(
                    "/auth/session",
                    new { email = jane.Email, password = OpenEventServer.Password },
                    ("Idempotency-Key", $"many {i}")
                )
            );
        var answers = await Task.WhenAll(resets.Concat(signIns));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Control_a_second_connection_is_not_available()
    {
        await using var scope = _poolOfOne.App.Services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<OpenEventDb>().Database.BeginTransactionAsync();
        var source = scope.ServiceProvider.GetRequiredService<NpgsqlDataSource>();
        Assert.That(async () => await source.OpenConnectionAsync(), Throws.InstanceOf<NpgsqlException>());
    }

    private async Task<OpenEventServer> StartNodeAsync(int poolSize)
    {
        // The scheduler keeps a connection while its jobs, which need one each, run. With a pool of one it would wait for itself.
        await Server.SqlAsync("UPDATE jobs SET next_run_at = now() + interval '1 day'");
        return await Server.StartAnotherNodeAsync(
            $"--Database:ConnectionString={Server.ConnectionString};Maximum Pool Size={poolSize};Minimum Pool Size=0;Timeout=15",
            "--Auth:ResetsPerAddressAndMinute=1000",
            "--VisitorCache:Megabytes=1"
        );
    }

    private static async Task AssertOkAsync(
        ApiClient client,
        string url,
        object body,
        string? key,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        var answer = await client.PostAsync(url, body, key is null ? [] : [("Idempotency-Key", $"{url} {key}")]);
        Assert.That(answer.Status, Is.EqualTo(expected), $"{url} {key}: {answer.Text}");
    }
}
