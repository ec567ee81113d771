using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Whichever transaction the database aborts to resolve a deadlock, the client gets no 500.</summary>
[TestFixture]
public sealed class WriteConflictTests
{
    [Test]
    public async Task Command_aborted_by_a_deadlock_is_retried()
    {
        await using var server = await OpenEventServer.StartAsync();
        var testEvent = await TicketedEvent.CreateAsync(server);
        var buyer = await server.RegisterUserAsync();
        var ticket = await testEvent.CreateTicketAsync(1000, type: "paid", price: 5);
        var wasServerAborted = false;
        while (!wasServerAborted) // PostgreSQL usually aborts the transaction that waited first, but not on a slow machine.
        {
            var order = (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
            var taken = await testEvent.GetTakenSeatsAsync(ticket);
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync();
            var rival = await connection.BeginTransactionAsync();
            await RunAsync($"UPDATE ticket_seats SET taken = taken WHERE ticket_id = {ticket}");
            var cancelling = TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "cancelled" });
            await server.WaitForBlockedStatementAsync();
            try
            {
                await RunAsync($"SELECT 1 FROM orders WHERE id = {order.Id()} FOR UPDATE");
                wasServerAborted = true;
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.DeadlockDetected) { }

            await rival.RollbackAsync();
            (await cancelling).EnsureStatus(HttpStatusCode.OK);
            Assert.That(
                (await testEvent.GetStatusAsync(order.Id()), await testEvent.GetTakenSeatsAsync(ticket)),
                Is.EqualTo(("cancelled", taken - 1))
            );

            async Task RunAsync(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection, rival);
                await command.ExecuteNonQueryAsync();
            }
        }
    }

    [Test]
    public async Task Command_that_keeps_deadlocking_is_a_conflict()
    {
        await using var server = await OpenEventServer.StartAsync();
        var testEvent = await TicketedEvent.CreateAsync(server);
        var buyer = await server.RegisterUserAsync();
        var order = (
            await TicketedEvent.OrderTicketsAsync(buyer, await testEvent.CreateTicketAsync(10, type: "paid", price: 5), 1)
        ).EnsureStatus(HttpStatusCode.OK);
        await server.SqlAsync(
            """
            CREATE FUNCTION deadlock() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$;
            CREATE TRIGGER deadlock BEFORE UPDATE ON ticket_seats FOR EACH ROW EXECUTE FUNCTION deadlock()
            """
        );
        var body = JsonApiDocument.Of("order", order.Id(), new { status = "cancelled" });
        var key = ("Idempotency-Key", "cancel");
        var rejected = await buyer.PatchAsync($"/v1/orders/{order.Id()}", body, key);
        Assert.That(
            (rejected.Status, rejected.Detail),
            Is.EqualTo((HttpStatusCode.Conflict, "Another request changed the same data at the same time. Send the request again."))
        );
        Assert.That(rejected.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        await server.SqlAsync("DROP TRIGGER deadlock ON ticket_seats");
        var repeated = (await buyer.PatchAsync($"/v1/orders/{order.Id()}", body, key)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(repeated.Headers.Contains("Idempotent-Replayed"), Is.False, "the conflict was not stored");
    }
}
