using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>
/// Each recipient gets an e-mail once, also after failures, and staff see the delivery state: docs/reference/emails.md#delivery.
/// </summary>
[TestFixture]
public sealed class EmailDeliveryTests
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Test]
    public async Task An_email_server_outage_neither_loses_nor_duplicates_emails()
    {
        using var closed = new ClosedPort();
        await using var down = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={closed.Number}",
            "--Mail:Security=None"
        );
        var order = await CompleteOrderAsync(down);
        await down.ProcessOutboxAsync();
        var waiting = (await down.Admin.GetAsync("/v1/mails")).Data.EnumerateArray().Select(m => m.GetProperty("attributes")).ToList();
        Assert.That(waiting.Select(m => m.GetProperty("state").GetString()).ToList(), Has.Count.EqualTo(3).And.All.EqualTo("delayed"));
        Assert.That(waiting.Select(m => m.GetProperty("attempts").GetInt32()), Is.All.EqualTo(1));
        Assert.That(waiting.Select(m => m.GetProperty("last-error").GetString()), Is.All.Not.Empty);
        Assert.That(
            await down.SqlAsync<bool>("SELECT bool_and(available_at > now()) FROM outbox WHERE state = 'Waiting'"),
            "the next attempt is later"
        );

        using var smtp = SmtpTestServer.Start();
        await using var up = await down.StartAnotherNodeAsync("--Mail:Host=127.0.0.1", $"--Mail:Port={smtp.Port}", "--Mail:Security=None");
        await up.SqlAsync("UPDATE outbox SET available_at = now() WHERE state = 'Waiting'");
        await up.ProcessOutboxAsync();
        Assert.That(smtp.Messages().Select(l => l.To.ToString()), Is.EquivalentTo([order.Buyer, "ann@example.org", order.Owner]));

        // The entry of the order is processed again, as after a crash. No e-mail is sent twice.
        await up.SqlAsync("UPDATE outbox SET state = 'Waiting', available_at = now(), payload = payload WHERE kind = 'order-completed'");
        await up.ProcessOutboxAsync();
        Assert.That(smtp.Messages(), Has.Count.EqualTo(3));
        Assert.That(
            (await up.Admin.GetAsync("/v1/mails"))
                .Data.EnumerateArray()
                .Select(m => m.GetProperty("attributes").GetProperty("state").GetString()),
            Is.All.EqualTo("sent")
        );
    }

    [Test]
    public async Task An_email_that_was_sent_but_not_recorded_is_sent_again_with_the_same_message_id()
    {
        using var smtp = SmtpTestServer.Start();
        await using var server = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={smtp.Port}",
            "--Mail:Security=None"
        );
        await CompleteOrderAsync(server);
        await server.ProcessOutboxAsync("order-completed");
        await server.SqlAsync("CREATE TABLE before AS SELECT * FROM outbox WHERE kind = 'letter'");
        await server.ProcessOutboxAsync();

        // The state after a crash right after the mail server has accepted the e-mails: neither mails nor outbox has a record of it.
        await server.SqlAsync("DELETE FROM mails");
        await server.SqlAsync(
            """
            UPDATE outbox SET state = before.state, payload = before.payload, attempts = 0, done_at = NULL,
                available_at = before.available_at
            FROM before WHERE outbox.id = before.id
            """
        );
        await server.ProcessOutboxAsync();
        Assert.That(smtp.Messages(), Has.Count.EqualTo(6));
        Assert.That(
            smtp.Messages().Select(l => l.MessageId).Distinct().Count(),
            Is.EqualTo(3),
            "a mail client can recognize the duplicate"
        );
    }

    [Test]
    public async Task Two_nodes_process_one_outbox_and_send_each_email_once()
    {
        using var smtp = SmtpTestServer.Start();
        string[] settings = ["--Outbox:AtOnce=4", "--Mail:Host=127.0.0.1", $"--Mail:Port={smtp.Port}", "--Mail:Security=None"];
        await using var one = await OpenEventServer.StartAsync(settings);
        var two = await one.StartAnotherNodeAsync(settings);
        var testEvent = await TicketedEvent.CreateAsync(one);
        var ticket = await testEvent.CreateTicketAsync(100);
        var buyer = await one.RegisterUserAsync();
        for (var i = 0; i < 10; i++)
        {
            var order = await TicketedEvent.CheckoutAsync(buyer, ticket, $"guest{i}@example.org");
            (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        }

        await smtp.WaitForMessagesAsync(32); // including an e-mail to the owner for each order, and to the two new accounts
        await two.App.StopAsync();
        await one.App.StopAsync();
        var recipients = smtp.Messages().Where(TicketedEvent.IsAboutTickets).Select(l => l.To.ToString()).ToList();
        Assert.That(
            recipients.Where(r => r.StartsWith("guest", StringComparison.Ordinal)).Order(),
            Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"guest{i}@example.org").Order())
        );
        Assert.That(recipients.Count(r => r == buyer.Email), Is.EqualTo(10), "one for each order");
    }

    [Test]
    public async Task A_server_killed_while_sending_neither_loses_nor_duplicates_emails()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // a mail server that accepts connections and never replies
        silent.Start();
        await using var server = await OpenEventServer.StartAsync();
        var order = await CompleteOrderAsync(server);
        string[] settings =
        [
            $"--Database:ConnectionString={server.ConnectionString}",
            "--Mail:Host=127.0.0.1",
            "--Mail:Security=None",
            "--Outbox:Lease=00:00:01",
        ];
        using (
            var killed = new ServerProcess(server.DataDirectory, [.. settings, $"--Mail:Port={((IPEndPoint)silent.LocalEndpoint).Port}"])
        )
        {
            using var connection = await silent.AcceptTcpClientAsync();
            await killed.KillAsync();
        }

        using var smtp = SmtpTestServer.Start();
        using var next = new ServerProcess(server.DataDirectory, [.. settings, $"--Mail:Port={smtp.Port}"]);
        await smtp.WaitForMessagesAsync(3);
        Assert.That(await next.TerminateAsync(), Is.Zero); // the server finishes work in progress before it exits
        Assert.That(smtp.Messages().Select(l => l.To.ToString()), Is.EquivalentTo([order.Buyer, "ann@example.org", order.Owner]));
        Assert.That(
            (await server.Admin.GetAsync("/v1/mails"))
                .Data.EnumerateArray()
                .Select(m => m.GetProperty("attributes").GetProperty("state").GetString())
                .ToList(),
            Has.Count.EqualTo(3).And.All.EqualTo("sent")
        );
    }

    [Test]
    public async Task A_permanent_rejection_is_not_retried_and_staff_see_the_reason()
    {
        using var smtp = SmtpTestServer.Start();
        await using var server = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={smtp.Port}",
            "--Mail:Security=None"
        );
        await CompleteOrderAsync(server, "refuse-550@example.org");
        await server.ProcessOutboxAsync();
        var rejected = await GetEmailAsync(server, "refuse-550@example.org");
        Assert.That((rejected.GetProperty("state").GetString(), rejected.GetProperty("attempts").GetInt32()), Is.EqualTo(("failed", 1)));
        Assert.That(rejected.GetProperty("last-error").GetString(), Is.Not.Empty.And.Not.Contains("@"));
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE state = 'Waiting'"), Is.Zero);
        Assert.That(smtp.Messages(), Has.Count.EqualTo(2), "the e-mails to the buyer and to the owner");
    }

    [Test]
    public async Task A_temporary_rejection_is_retried_with_growing_pauses_up_to_the_limit()
    {
        using var smtp = SmtpTestServer.Start();
        await using var server = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={smtp.Port}",
            "--Mail:Security=None",
            "--Outbox:Attempts=4",
            "--Outbox:FirstPause=00:01:00",
            "--Outbox:LongestPause=00:03:00"
        );
        await CompleteOrderAsync(server, "refuse-450@example.org");
        // The pauses double: 1, 2 and 4 minutes, limited to 3. Each is changed randomly by up to 10 %, so that the retries are spread over
        // time.
        int[] pauses = [60, 120, 180];
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var before = DateTimeOffset.UtcNow;
            await server.ProcessOutboxAsync();
            var after = DateTimeOffset.UtcNow;
            var busy = await GetEmailAsync(server, "refuse-450@example.org");
            Assert.That(
                (busy.GetProperty("state").GetString(), busy.GetProperty("attempts").GetInt32()),
                Is.EqualTo((attempt < 4 ? "delayed" : "failed", attempt))
            );
            if (attempt < 4)
                Assert.That(
                    await server.SqlAsync<DateTime>("SELECT available_at FROM outbox WHERE state = 'Waiting'"),
                    Is.InRange(
                        (before + 0.899 * pauses[attempt - 1] * OneSecond).UtcDateTime,
                        (after + 1.101 * pauses[attempt - 1] * OneSecond).UtcDateTime
                    )
                );
            await server.SqlAsync("UPDATE outbox SET available_at = now() - interval '1 second' WHERE state = 'Waiting'");
        }

        Assert.That(await server.SqlAsync<string>("SELECT state FROM outbox WHERE last_error IS NOT NULL"), Is.EqualTo("GivenUp"));
    }

    [Test]
    public async Task Only_staff_can_read_sent_emails_and_they_cannot_be_changed()
    {
        await using var server = await OpenEventServer.StartAsync();
        await CompleteOrderAsync(server);
        await server.ProcessOutboxAsync();
        var mail = (
            await server.Admin.GetAsync("/v1/mails?filter=[{\"name\":\"recipient\",\"op\":\"eq\",\"val\":\"ann@example.org\"}]")
        ).Data[0];
        var id = mail.GetProperty("id").GetString();
        var files = Directory.GetFiles(Path.Combine(server.DataDirectory, "mail"), "*.eml");
        Assert.That(mail.GetProperty("attributes").GetProperty("message").GetString(), Does.Contain("Show the code at the entrance"));
        Assert.That(files, Has.Length.EqualTo(3));
        Assert.That(
            files.Select(f => File.GetUnixFileMode(f) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)),
            Is.All.EqualTo(UnixFileMode.None),
            "the files contain secret links, so only the server's user can read them"
        );
        foreach (var (client, status) in new[] { (server.Anonymous, 401), (await server.RegisterUserAsync(), 403) })
        {
            Assert.That((int)(await client.GetAsync("/v1/mails")).Status, Is.EqualTo(status));
            Assert.That((await client.GetAsync($"/v1/mails/{id}")).Text, Does.Not.Contain("ann@example.org"));
        }

        Assert.That(
            (int)
                (
                    await server.Admin.PatchAsync($"/v1/mails/{id}", JsonApiDocument.Of("mail", id, new { recipient = "eve@example.org" }))
                ).Status,
            Is.EqualTo(405)
        );
        Assert.That((int)(await server.Admin.DeleteAsync($"/v1/mails/{id}")).Status, Is.EqualTo(405));
    }

    private static async Task<System.Text.Json.JsonElement> GetEmailAsync(OpenEventServer server, string recipient) =>
        (await server.Admin.GetAsync("/v1/mails"))
            .Data.EnumerateArray()
            .Select(m => m.GetProperty("attributes"))
            .Single(m => m.GetProperty("recipient").GetString() == recipient);

    private static async Task<(string Order, string Buyer, string Owner)> CompleteOrderAsync(
        OpenEventServer server,
        string attendee = "ann@example.org"
    )
    {
        var testEvent = await TicketedEvent.CreateAsync(server);
        var buyer = await server.RegisterUserAsync();
        await server.SqlAsync("DELETE FROM outbox"); // the e-mails to new accounts
        var order = await TicketedEvent.CheckoutAsync(buyer, await testEvent.CreateTicketAsync(10), attendee);
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        return (order.Id(), buyer.Email, testEvent.Owner.Email);
    }
}
