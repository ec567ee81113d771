using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>
/// Each kind of outbox entry has slots of its own, and a slot is refilled when its entry has ended (docs/decisions/034). Nothing here
/// depends on how long something takes: a mail server that does not answer holds its slots until the test has ended.
/// </summary>
[TestFixture]
public sealed class OutboxLanesTests
{
    /// <summary>Counts the entries whose attempt has ended, in one way or the other.</summary>
    private const string EndedLetters =
        "SELECT count(*) FROM outbox WHERE kind = 'letter' AND (state <> 'Waiting' OR last_error IS NOT NULL)";

    private static readonly string[] Slots = ["--Outbox:AtOnce=2", "--Outbox:Poll=00:00:00.05"];

    [Test]
    public async Task Order_work_goes_on_while_a_silent_mail_server_holds_every_slot_of_e_mails()
    {
        using var silent = new SilentMailServer();
        await using var quiet = await OpenEventServer.StartAsync();
        var testEvent = await TicketedEvent.CreateAsync(quiet);
        var ticket = await testEvent.CreateTicketAsync(10);
        await quiet.SqlAsync("DELETE FROM outbox");
        await AddEmailsAsync(quiet, "waiting", 93);
        await using var server = await quiet.StartAnotherNodeAsync([.. Slots, .. silent.Settings]);
        try
        {
            await silent.WaitForConnectionAsync();
            await silent.WaitForConnectionAsync();

            var buyer = await server.RegisterUserAsync(email: "buyer@example.org");
            var order = await TicketedEvent.CheckoutAsync(buyer, ticket, "ann@example.org");
            (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
            await Eventually.IsTrueAsync("the tickets are issued", () =>
                server.SqlAsync<bool>("SELECT EXISTS (SELECT FROM outbox WHERE kind = 'order-completed' AND state = 'Done')")
            );

            Assert.That(await server.SqlAsync<string>($"SELECT status FROM orders WHERE id = {order.Id()}"), Is.EqualTo("Completed"));
            Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM attendees WHERE pdf_url IS NULL"), Is.Zero);
            Assert.That(await server.SqlAsync<long>(EndedLetters), Is.Zero, "the silent mail server still holds both slots");
        }
        finally
        {
            silent.Dispose();
        }
    }

    [Test]
    public async Task A_password_reset_does_not_wait_for_other_e_mails()
    {
        using var silent = new SilentMailServer();
        await using var quiet = await OpenEventServer.StartAsync();
        await quiet.SqlAsync("DELETE FROM outbox");
        await AddEmailsAsync(quiet, "waiting", 5);
        await using var server = await quiet.StartAnotherNodeAsync([.. Slots, .. silent.Settings]);
        try
        {
            await silent.WaitForConnectionAsync();
            await silent.WaitForConnectionAsync();
            // The verification e-mail has a secret link, as a password reset has.
            await server.RegisterUserAsync(email: "buyer@example.org");
            await silent.WaitForConnectionAsync();
            Assert.That(await server.SqlAsync<long>(EndedLetters), Is.Zero);
        }
        finally
        {
            silent.Dispose();
        }
    }

    [Test]
    public async Task A_slot_is_refilled_when_its_entry_has_ended_whatever_the_slowest_does()
    {
        await using var quiet = await OpenEventServer.StartAsync();
        await quiet.SqlAsync("DELETE FROM outbox");
        await AddEmailsAsync(quiet, "stall", 1);
        await AddEmailsAsync(quiet, "ann", 5);
        var smtp = SmtpTestServer.Start();
        await using var server = await quiet.StartAnotherNodeAsync([
            .. Slots,
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={smtp.Port}",
            "--Mail:Security=None",
            "--Mail:TimeoutSeconds=600",
        ]);
        try
        {
            await smtp.WaitForMessagesAsync(5);
            Assert.That(
                await quiet.SqlAsync<string>("SELECT concat_ws(' ', state, attempts, last_error) FROM outbox WHERE key = 'stall 1'"),
                Is.EqualTo("Waiting 1"),
                "it still has its slot"
            );
        }
        finally
        {
            smtp.Dispose(); // ends the conversation that stalls, so that the server can stop
        }
    }

    [Test]
    public async Task A_worker_that_lost_its_connection_does_not_start_its_entries_again()
    {
        using var silent = new SilentMailServer();
        await using var quiet = await OpenEventServer.StartAsync();
        await quiet.SqlAsync("DELETE FROM outbox");
        await AddEmailsAsync(quiet, "first", 1);
        await using var server = await quiet.StartAnotherNodeAsync([.. Slots, .. silent.Settings]);
        try
        {
            await silent.WaitForConnectionAsync();
            const string Worker =
                "FROM pg_locks JOIN pg_stat_activity USING (pid) "
                + "WHERE locktype = 'advisory' AND classid = 2828 AND datname = current_database()";
            Assert.That(await quiet.SqlAsync<long>($"SELECT count(*) {Worker}"), Is.EqualTo(1), "the worker's lock of the entry");
            await quiet.SqlAsync($"SELECT pg_terminate_backend(pid) {Worker}");
            // Due after the first one, which would be started before it.
            await AddEmailsAsync(quiet, "second", 1);
            await silent.WaitForConnectionAsync();
            Assert.That(silent.ConnectionCount, Is.EqualTo(2));
            Assert.That(await quiet.SqlAsync<long>($"SELECT count(*) {Worker}"), Is.EqualTo(2), "it locked the first one again");
        }
        finally
        {
            silent.Dispose();
        }
    }

    private static Task<int> AddEmailsAsync(OpenEventServer server, string name, int count) =>
        server.SqlAsync(
            $$"""
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at)
            SELECT 'letter', '{{name}} ' || n, '{"Template":"TestMail","To":"{{name}}@example.org","Letter":{} }', 'Waiting', 0,
                clock_timestamp()
            FROM generate_series(1, {{count}}) AS n
            """
        );
}
