using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>Mails leave once for each recipient, whatever fails meanwhile, and staff see how far they are.</summary>
[TestFixture]
public sealed class MailDeliveryTests
{
    [Test]
    public async Task A_mail_server_that_is_down_loses_nothing_and_repeats_nothing()
    {
        using var gap = new TcpListener(IPAddress.Loopback, 0);
        gap.Start();
        var closed = ((IPEndPoint)gap.LocalEndpoint).Port;
        gap.Stop();
        await using var down = await OpenEventServer.StartAsync("--Mail:Host=127.0.0.1", $"--Mail:Port={closed}", "--Mail:Security=None");
        var order = await CompletedAsync(down);
        await down.WorkOffAsync();
        var waiting = (await down.Admin.GetAsync("/v1/mails")).Data.EnumerateArray().Select(m => m.GetProperty("attributes")).ToList();
        Assert.That(waiting.Select(m => m.GetProperty("state").GetString()).ToList(), Has.Count.EqualTo(2).And.All.EqualTo("delayed"));
        Assert.That(waiting.Select(m => m.GetProperty("attempts").GetInt32()), Is.All.EqualTo(1));
        Assert.That(waiting.Select(m => m.GetProperty("last-error").GetString()), Is.All.Not.Empty);
        Assert.That(await down.SqlAsync<bool>("SELECT bool_and(available_at > now()) FROM outbox WHERE state = 'Waiting'"), "the next attempt waits");

        using var post = SmtpPeer.Start();
        await using var up = await down.AnotherNodeAsync("--Mail:Host=127.0.0.1", $"--Mail:Port={post.Port}", "--Mail:Security=None");
        await up.SqlAsync("UPDATE outbox SET available_at = now() WHERE state = 'Waiting'");
        await up.WorkOffAsync();
        Assert.That(post.Letters().Select(l => l.To.ToString()), Is.EquivalentTo([order.Buyer, "ann@example.org"]));

        // A restart that knows nothing of the delivery tries every entry again: nothing leaves twice.
        await up.SqlAsync("UPDATE outbox SET state = 'Waiting', available_at = now(), payload = payload WHERE kind = 'order-completed'");
        await up.WorkOffAsync();
        Assert.That(post.Letters(), Has.Count.EqualTo(2));
        Assert.That((await up.Admin.GetAsync("/v1/mails")).Data.EnumerateArray().Select(m => m.GetProperty("attributes").GetProperty("state").GetString()), Is.All.EqualTo("sent"));
    }

    [Test]
    public async Task A_mail_that_was_sent_but_not_noted_goes_again_under_the_same_message_id()
    {
        using var post = SmtpPeer.Start();
        await using var server = await OpenEventServer.StartAsync("--Mail:Host=127.0.0.1", $"--Mail:Port={post.Port}", "--Mail:Security=None");
        await CompletedAsync(server);
        await server.WorkOffAsync("order-completed");
        await server.SqlAsync("CREATE TABLE before AS SELECT * FROM outbox WHERE kind = 'letter'");
        await server.WorkOffAsync();

        // What a crash right after the mail server's acceptance leaves: no note of it, neither in the mails nor in the outbox.
        await server.SqlAsync("DELETE FROM mails");
        await server.SqlAsync("UPDATE outbox SET state = before.state, payload = before.payload, attempts = 0, done_at = NULL FROM before WHERE outbox.id = before.id");
        await server.WorkOffAsync();
        Assert.That(post.Letters(), Has.Count.EqualTo(4));
        Assert.That(post.Letters().Select(l => l.MessageId).Distinct().Count(), Is.EqualTo(2), "receivers see that it is the same mail");
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

        await post.ReceivedAsync(22); // with those that welcome the two new accounts
        await two.App.StopAsync();
        await one.App.StopAsync();
        var recipients = post.Letters().Where(BoxOffice.IsAboutTickets).Select(l => l.To.ToString()).ToList();
        Assert.That(recipients.Where(r => r.StartsWith("guest", StringComparison.Ordinal)).Order(), Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"guest{i}@example.org").Order()));
        Assert.That(recipients.Count(r => r == buyer.Email), Is.EqualTo(10), "one for each order");
    }

    private static async Task<(string Order, string Buyer)> CompletedAsync(OpenEventServer server)
    {
        var office = await BoxOffice.OpenAsync(server);
        var buyer = await server.SomebodyAsync();
        await server.SqlAsync("DELETE FROM outbox"); // the mails that welcome new accounts
        var order = await BoxOffice.CheckoutAsync(buyer, await office.TicketAsync(10), "ann@example.org");
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        return (order.Id(), buyer.Email);
    }
}
