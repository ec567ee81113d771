using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>An entry that this version cannot process waits with growing pauses, in a visible state, and the others go on.</summary>
[TestFixture]
public sealed class OutboxFailureTests
{
    private const string UnknownEmail =
        "('letter', 'unknown mail', '{\"Template\":\"FromTheFuture\",\"To\":\"ann@example.org\",\"Letter\":{}}'::jsonb";

    private const string BrokenEmail = "('letter', 'broken mail', '{}'::jsonb";

    private const string UnknownKind = "('from-the-future', 'unknown kind', '{}'::jsonb";

    private const string TestMail = "('letter', 'test mail', '{\"Template\":\"TestMail\",\"To\":\"ann@example.org\",\"Letter\":{}}'::jsonb";

    [TestCase(UnknownEmail, 0, "does not know the e-mail kind FromTheFuture")]
    [TestCase(BrokenEmail, 1, "Exception")]
    [TestCase(UnknownKind, 0, "does not know outbox entries of kind from-the-future")]
    public async Task A_failure_is_followed_by_a_pause_whatever_fails(string entry, int countedAttempts, string error)
    {
        await using var server = await OpenEventServer.StartAsync();
        await AddAsync(server, entry);
        await AddAsync(server, TestMail);
        await server.ProcessOutboxAsync();
        Assert.That(
            await server.SqlAsync<string>("SELECT state || ' ' || attempts || ' ' || last_error FROM outbox WHERE key <> 'test mail'"),
            Does.StartWith($"Waiting {countedAttempts} ").And.Contain(error)
        );
        Assert.That(await server.SqlAsync<bool>("SELECT available_at > now() FROM outbox WHERE key <> 'test mail'"), Is.True);
        Assert.That(await server.SqlAsync<string>("SELECT state FROM outbox WHERE key = 'test mail'"), Is.EqualTo("Done"));
    }

    [Test]
    public async Task Staff_see_an_email_of_an_unknown_kind_as_delayed()
    {
        await using var server = await OpenEventServer.StartAsync();
        await AddAsync(server, UnknownEmail);
        await server.ProcessOutboxAsync();
        var mail = (await server.Admin.GetAsync("/v1/mails")).Data[0].GetProperty("attributes");
        Assert.That(mail.GetProperty("state").GetString(), Is.EqualTo("delayed"));
        Assert.That(mail.GetProperty("action").GetString(), Is.EqualTo("from_the_future"));
        Assert.That(mail.GetProperty("last-error").GetString(), Does.Contain("does not know"));
    }

    [Test]
    public async Task More_unknown_entries_than_a_server_remembers_are_quarantined_and_tried_again_by_a_server_that_starts()
    {
        await using var server = await OpenEventServer.StartAsync("--Outbox:Attempts=1");
        var unknown = server.App.Services.GetRequiredService<UnknownEntries>();
        for (var id = -1; unknown.TryAdd(id); id--) { }
        await AddAsync(server, UnknownEmail);
        await AddAsync(server, BrokenEmail);
        await server.ProcessOutboxAsync();
        Assert.That(await StateOfAsync(server, "unknown mail"), Is.EqualTo("Quarantined 0"));
        Assert.That(await StateOfAsync(server, "broken mail"), Is.EqualTo("GivenUp 1"), "a failure of this version is given up");
        await server.SqlAsync(OutboxConnection.ReleaseQuarantinedSql);
        Assert.That(await StateOfAsync(server, "unknown mail"), Is.EqualTo("Waiting 0"));
        Assert.That(await StateOfAsync(server, "broken mail"), Is.EqualTo("GivenUp 1"));
    }

    private static Task<int> AddAsync(OpenEventServer server, string entry) =>
        server.SqlAsync($"INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES {entry}, 'Waiting', 0, now())");

    private static Task<string> StateOfAsync(OpenEventServer server, string key) =>
        server.SqlAsync<string>($"SELECT state || ' ' || attempts FROM outbox WHERE key = '{key}'");
}
