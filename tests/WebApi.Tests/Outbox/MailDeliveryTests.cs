using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>Mails leave once for each recipient, whatever fails meanwhile, and staff see how far they are.</summary>
[TestFixture]
public sealed class MailDeliveryTests
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_mail_server_that_is_down_loses_nothing_and_repeats_nothing()
    {
        using var closed = new ClosedPort();
        await using var down = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={closed.Number}",
            "--Mail:Security=None"
        );
        var order = await CompletedAsync(down);
        await down.WorkOffAsync();
        var waiting = (await down.Admin.GetAsync("/v1/mails")).Data.EnumerateArray().Select(m => m.GetProperty("attributes")).ToList();
        Assert.That(waiting.Select(m => m.GetProperty("state").GetString()).ToList(), Has.Count.EqualTo(3).And.All.EqualTo("delayed"));
        Assert.That(waiting.Select(m => m.GetProperty("attempts").GetInt32()), Is.All.EqualTo(1));
        Assert.That(waiting.Select(m => m.GetProperty("last-error").GetString()), Is.All.Not.Empty);
        Assert.That(
            await down.SqlAsync<bool>("SELECT bool_and(available_at > now()) FROM outbox WHERE state = 'Waiting'"),
            "the next attempt waits"
        );

        using var post = SmtpPeer.Start();
        await using var up = await down.AnotherNodeAsync("--Mail:Host=127.0.0.1", $"--Mail:Port={post.Port}", "--Mail:Security=None");
        await up.SqlAsync("UPDATE outbox SET available_at = now() WHERE state = 'Waiting'");
        await up.WorkOffAsync();
        Assert.That(post.Letters().Select(l => l.To.ToString()), Is.EquivalentTo([order.Buyer, "ann@example.org", order.Owner]));

        // A restart that knows nothing of the delivery tries every entry again: nothing leaves twice.
        await up.SqlAsync("UPDATE outbox SET state = 'Waiting', available_at = now(), payload = payload WHERE kind = 'order-completed'");
        await up.WorkOffAsync();
        Assert.That(post.Letters(), Has.Count.EqualTo(3));
        Assert.That(
            (await up.Admin.GetAsync("/v1/mails"))
                .Data.EnumerateArray()
                .Select(m => m.GetProperty("attributes").GetProperty("state").GetString()),
            Is.All.EqualTo("sent")
        );
    }

    [Test]
    public async Task A_mail_that_was_sent_but_not_noted_goes_again_under_the_same_message_id()
    {
        using var post = SmtpPeer.Start();
        await using var server = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={post.Port}",
            "--Mail:Security=None"
        );
        await CompletedAsync(server);
        await server.WorkOffAsync("order-completed");
        await server.SqlAsync("CREATE TABLE before AS SELECT * FROM outbox WHERE kind = 'letter'");
        await server.WorkOffAsync();

        // What a crash right after the mail server's acceptance leaves: no note of it, neither in the mails nor in the outbox.
        await server.SqlAsync("DELETE FROM mails");
        await server.SqlAsync(
            "UPDATE outbox SET state = before.state, payload = before.payload, attempts = 0, done_at = NULL FROM before WHERE outbox.id = before.id"
        );
        await server.WorkOffAsync();
        Assert.That(post.Letters(), Has.Count.EqualTo(6));
        Assert.That(post.Letters().Select(l => l.MessageId).Distinct().Count(), Is.EqualTo(3), "receivers see that it is the same mail");
    }

    [Test]
    public async Task Two_nodes_work_one_outbox_off_and_each_mail_leaves_once()
    {
        using var post = SmtpPeer.Start();
        string[] settings = ["--Outbox:AtOnce=4", "--Mail:Host=127.0.0.1", $"--Mail:Port={post.Port}", "--Mail:Security=None"];
        await using var one = await OpenEventServer.StartAsync(settings);
        var two = await one.AnotherNodeAsync(settings);
        var office = await BoxOffice.OpenAsync(one);
        var ticket = await office.TicketAsync(100);
        var buyer = await one.SomebodyAsync();
        for (var i = 0; i < 10; i++)
        {
            var order = await BoxOffice.CheckoutAsync(buyer, ticket, $"guest{i}@example.org");
            (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        }

        await post.ReceivedAsync(32); // with those that tell the owner of each order, and welcome the two new accounts
        await two.App.StopAsync();
        await one.App.StopAsync();
        var recipients = post.Letters().Where(BoxOffice.IsAboutTickets).Select(l => l.To.ToString()).ToList();
        Assert.That(
            recipients.Where(r => r.StartsWith("guest", StringComparison.Ordinal)).Order(),
            Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"guest{i}@example.org").Order())
        );
        Assert.That(recipients.Count(r => r == buyer.Email), Is.EqualTo(10), "one for each order");
    }

    [Test]
    public async Task A_server_that_is_killed_in_the_middle_of_a_mail_loses_none_and_repeats_none_after_its_restart()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // a mail server that takes the call and never says a word
        silent.Start();
        await using var server = await OpenEventServer.StartAsync();
        var order = await CompletedAsync(server);
        string[] settings = [$"--Database:ConnectionString={server.ConnectionString}", "--Mail:Host=127.0.0.1", "--Mail:Security=None"];
        using (
            var killed = new ServerProcess(server.DataDirectory, [.. settings, $"--Mail:Port={((IPEndPoint)silent.LocalEndpoint).Port}"])
        )
        {
            using var conversation = await silent.AcceptTcpClientAsync();
            await killed.KillAsync();
        }

        using var post = SmtpPeer.Start();
        using var next = new ServerProcess(server.DataDirectory, [.. settings, $"--Mail:Port={post.Port}"]);
        await post.ReceivedAsync(3);
        Assert.That(await next.TerminateAsync(), Is.Zero); // what is begun is ended first
        Assert.That(post.Letters().Select(l => l.To.ToString()), Is.EquivalentTo([order.Buyer, "ann@example.org", order.Owner]));
        Assert.That(
            (await server.Admin.GetAsync("/v1/mails"))
                .Data.EnumerateArray()
                .Select(m => m.GetProperty("attributes").GetProperty("state").GetString())
                .ToList(),
            Has.Count.EqualTo(3).And.All.EqualTo("sent")
        );
    }

    [Test]
    public async Task A_receiver_who_refuses_for_good_gets_no_second_try_and_staff_see_why()
    {
        using var post = SmtpPeer.Start();
        await using var server = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={post.Port}",
            "--Mail:Security=None"
        );
        await CompletedAsync(server, "refuse-550@example.org");
        await server.WorkOffAsync();
        var refused = await OneAsync(server, "refuse-550@example.org");
        Assert.That((refused.GetProperty("state").GetString(), refused.GetProperty("attempts").GetInt32()), Is.EqualTo(("failed", 1)));
        Assert.That(refused.GetProperty("last-error").GetString(), Is.Not.Empty.And.Not.Contains("@"));
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE state = 'Waiting'"), Is.Zero);
        Assert.That(post.Letters(), Has.Count.EqualTo(2), "the buyer's and the owner's");
    }

    [Test]
    public async Task A_receiver_who_is_busy_is_asked_again_later_and_later_and_at_last_no_more()
    {
        using var post = SmtpPeer.Start();
        await using var server = await OpenEventServer.StartAsync(
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={post.Port}",
            "--Mail:Security=None",
            "--Outbox:Attempts=4",
            "--Outbox:FirstPause=00:01:00",
            "--Outbox:LongestPause=00:03:00"
        );
        await CompletedAsync(server, "refuse-450@example.org");
        // A minute, two, and four that are capped at three; each a tenth more or less, so that a mail server that comes back is not stormed.
        int[] pauses = [60, 120, 180];
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var before = DateTimeOffset.UtcNow;
            await server.WorkOffAsync();
            var after = DateTimeOffset.UtcNow;
            var busy = await OneAsync(server, "refuse-450@example.org");
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
    public async Task Only_staff_see_what_was_mailed_and_nobody_changes_it()
    {
        await using var server = await OpenEventServer.StartAsync();
        await CompletedAsync(server);
        await server.WorkOffAsync();
        var mail = (
            await server.Admin.GetAsync("/v1/mails?filter=[{\"name\":\"recipient\",\"op\":\"eq\",\"val\":\"ann@example.org\"}]")
        ).Data[0];
        var (id, files) = (mail.GetProperty("id").GetString(), Directory.GetFiles(Path.Combine(server.DataDirectory, "mail"), "*.eml"));
        Assert.That(mail.GetProperty("attributes").GetProperty("message").GetString(), Does.Contain("Show the code at the entrance"));
        Assert.That(files, Has.Length.EqualTo(3));
        Assert.That(
            files.Select(f => File.GetUnixFileMode(f) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)),
            Is.All.EqualTo(UnixFileMode.None),
            "links are in there: they are the server's alone"
        );
        foreach (var (who, refusal) in new[] { (server.Anonymous, 401), (await server.SomebodyAsync(), 403) })
        {
            Assert.That((int)(await who.GetAsync("/v1/mails")).Status, Is.EqualTo(refusal));
            Assert.That((await who.GetAsync($"/v1/mails/{id}")).Text, Does.Not.Contain("ann@example.org"));
        }

        Assert.That(
            (int)(await server.Admin.PatchAsync($"/v1/mails/{id}", Document.Of("mail", id, new { recipient = "eve@example.org" }))).Status,
            Is.EqualTo(405)
        );
        Assert.That((int)(await server.Admin.DeleteAsync($"/v1/mails/{id}")).Status, Is.EqualTo(405));
    }

    private static async Task<System.Text.Json.JsonElement> OneAsync(OpenEventServer server, string recipient) =>
        (await server.Admin.GetAsync("/v1/mails"))
            .Data.EnumerateArray()
            .Select(m => m.GetProperty("attributes"))
            .Single(m => m.GetProperty("recipient").GetString() == recipient);

    private static async Task<(string Order, string Buyer, string Owner)> CompletedAsync(
        OpenEventServer server,
        string attendee = "ann@example.org"
    )
    {
        var office = await BoxOffice.OpenAsync(server);
        var buyer = await server.SomebodyAsync();
        await server.SqlAsync("DELETE FROM outbox"); // the mails that welcome new accounts
        var order = await BoxOffice.CheckoutAsync(buyer, await office.TicketAsync(10), attendee);
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        return (order.Id(), buyer.Email, office.Owner.Email);
    }
}
