using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Unfinished orders hold seats, so they are limited: docs/reference/orders.md#limits-of-unfinished-orders.</summary>
[TestFixture]
public sealed class CheckoutLimitTests
{
    [Test]
    public async Task A_user_has_a_limit_of_unfinished_orders_also_at_the_same_time_and_another_user_has_their_own()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:OpenCheckoutsPerUser=3");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(50);
        var buyer = await server.RegisterUserAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(3));
        var rejected = answers.Where(a => a.Status != HttpStatusCode.OK).ToList();
        Assert.That(rejected.Select(a => (int)a.Status), Is.All.EqualTo(429));
        Assert.That(rejected[0].Text, Does.Contain("3 unfinished orders"));
        Assert.That(rejected[0].Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.FromMinutes(10)));
        Assert.That(await testEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(3));
        (await TicketedEvent.OrderTicketsAsync(await server.RegisterUserAsync(), ticket, 1)).EnsureStatus(HttpStatusCode.OK);

        await server.SqlAsync($"UPDATE orders SET expires_at = now() WHERE user_id = {buyer.UserId}");
        (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_user_has_a_limit_of_seats_which_the_event_team_does_not_have()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:HeldSeatsPerUser=5");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(50);
        var buyer = await server.RegisterUserAsync();
        (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 3)).EnsureStatus(HttpStatusCode.OK);
        var rejected = await TicketedEvent.OrderTicketsAsync(buyer, ticket, 3);
        Assert.That((int)rejected.Status, Is.EqualTo(429));
        Assert.That(rejected.Text, Does.Contain("3 seats in unfinished orders"));
        (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 2)).EnsureStatus(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
            (await TicketedEvent.OrderTicketsAsync(testEvent.Owner, ticket, 3)).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_client_address_has_a_limit_for_all_its_users()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:OpenCheckoutsPerAddress=2");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(50);
        for (var i = 0; i < 2; i++)
            (await TicketedEvent.OrderTicketsAsync(await server.RegisterUserAsync(), ticket, 1)).EnsureStatus(HttpStatusCode.OK);
        var rejected = await TicketedEvent.OrderTicketsAsync(await server.RegisterUserAsync(), ticket, 1);
        Assert.That((int)rejected.Status, Is.EqualTo(429));
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM orders WHERE client_address_hash !~ '^[0-9a-f]{64}$'"), Is.Zero);
    }
}
