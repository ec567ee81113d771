using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Payments that arrive after the order has expired or changed (docs/reference/payments.md#late-payments).</summary>
[TestFixture]
public sealed class LatePaymentTests
{
    private PaymentTestServer _testServer = null!;
    private ApiClient _buyer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _testServer = await PaymentTestServer.OpenAsync();
        _buyer = await _testServer.Server.RegisterUserAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _testServer.DisposeAsync();

    [Test]
    public async Task Late_payment_completes_the_expired_order_if_seats_are_free()
    {
        var ticket = await _testServer.CreateTicketAsync(1);
        var (id, _, intent) = await _testServer.CreatePaidOrderAsync(_buyer, ticket);
        await ExpireAndReleaseSeatsAsync(id, ticket);
        Assert.That(await _testServer.TestEvent.GetTakenSeatsAsync(ticket), Is.Zero);

        await _testServer.DeliverWebhooksAsync(webhook => webhook.Body.Contains(intent.Id, StringComparison.Ordinal));
        Assert.That(
            (await _testServer.TestEvent.GetStatusAsync(id), await _testServer.TestEvent.GetTakenSeatsAsync(ticket), intent.RefundedAmount),
            Is.EqualTo(("completed", 1, 0L))
        );
        Assert.That(
            await _testServer.Server.SqlAsync<long>(
                $"""
                SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND key LIKE (SELECT identifier FROM orders
                WHERE id = {id}) || '%'
                """
            ),
            Is.EqualTo(1),
            "its tickets are sent"
        );
    }

    [Test]
    public async Task Late_payment_is_refunded_once_if_seats_are_gone()
    {
        var ticket = await _testServer.CreateTicketAsync(1);
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, ticket);
        await ExpireAndReleaseSeatsAsync(id, ticket);
        (await TicketedEvent.OrderTicketsAsync(await _testServer.Server.RegisterUserAsync(), ticket, 1)).EnsureStatus(HttpStatusCode.OK);

        for (var i = 0; i < 3; i++)
        {
            await _testServer.DeliverWebhooksAsync(webhook => webhook.Body.Contains(intent.Id, StringComparison.Ordinal));
            await PaymentTestServer.VerifyAsync(_buyer, identifier);
            await _testServer.ReconcileAsync();
        }

        Assert.That(
            (await _testServer.TestEvent.GetStatusAsync(id), await _testServer.TestEvent.GetTakenSeatsAsync(ticket)),
            Is.EqualTo(("expired", 1))
        );
        Assert.That((intent.Refunds.Count, intent.RefundedAmount), Is.EqualTo((1, intent.Amount)));
        Assert.That(await _testServer.GetRefundAsync(id), Is.EqualTo("SeatsGone Succeeded"));
        Assert.That(
            await _testServer.Server.SqlAsync<long>(
                $"SELECT count(*) FROM mails WHERE message ILIKE '%{identifier}%' AND recipient = '{_buyer.Email}'"
            ),
            Is.EqualTo(1),
            "the buyer gets an e-mail"
        );
    }

    [Test]
    public async Task Late_payment_takes_no_seats_if_one_ticket_is_sold_out()
    {
        var plenty = await _testServer.CreateTicketAsync(5);
        var last = await _testServer.CreateTicketAsync(1);
        var order = (
            await _buyer.PostAsync(
                "/v1/orders/create-order",
                new { tickets = new[] { new { id = plenty, quantity = 2 }, new { id = last, quantity = 1 } } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var charged = await ChargeAsync(order.Id());
        _testServer.Pay(charged);
        await ExpireAndReleaseSeatsAsync(order.Id(), last);
        (await TicketedEvent.OrderTicketsAsync(await _testServer.Server.RegisterUserAsync(), last, 1)).EnsureStatus(HttpStatusCode.OK);
        await _testServer.ReconcileAsync();
        Assert.That(
            (
                await _testServer.TestEvent.GetTakenSeatsAsync(plenty),
                await _testServer.TestEvent.GetTakenSeatsAsync(last),
                _testServer.GetIntent(charged).RefundedAmount
            ),
            Is.EqualTo((0, 1, 3750L))
        );
    }

    [Test]
    public async Task Expired_order_has_its_open_payment_cancelled()
    {
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await _testServer.CreateTicketAsync(1), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
        var charged = await ChargeAsync(order.Id());
        await _testServer.ExpireAsync(order.Id());
        await _testServer.ReconcileAsync();
        _testServer.Pay(charged);
        Assert.That((_testServer.GetIntent(charged).Status, _testServer.GetIntent(charged).CaptureCount), Is.EqualTo(("canceled", 0)));
        Assert.That(
            await _testServer.Server.SqlAsync<string>($"SELECT state FROM payments WHERE order_id = {order.Id()}"),
            Is.EqualTo("Closed")
        );
    }

    [Test]
    public async Task Late_payment_of_a_cancelled_order_is_refunded()
    {
        var (id, _, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync(5));
        (await TicketedEvent.UpdateOrderAsync(_buyer, id, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That((await _testServer.TestEvent.GetStatusAsync(id), intent.RefundedAmount), Is.EqualTo(("cancelled", intent.Amount)));
        Assert.That(await _testServer.GetRefundAsync(id), Is.EqualTo("OrderCancelled Succeeded"));
    }

    [Test]
    public async Task Payment_of_a_wrong_amount_is_refunded_and_the_order_can_be_paid_again()
    {
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync(5));
        (await TicketedEvent.UpdateOrderAsync(_testServer.Server.Admin, id, new { amount = 20 })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.ReconcileAsync();
        Assert.That((await _testServer.TestEvent.GetStatusAsync(id), intent.RefundedAmount), Is.EqualTo(("pending", intent.Amount)));
        var again = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(_testServer.GetIntent(again).Amount, Is.EqualTo(2000));
        _testServer.Pay(again);
        await _testServer.ReconcileAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Changed_amount_cancels_the_old_intent_before_creating_a_new_one()
    {
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await _testServer.CreateTicketAsync(5), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
        var old = await ChargeAsync(order.Id());
        (await TicketedEvent.UpdateOrderAsync(_testServer.Server.Admin, order.Id(), new { amount = 7.5 })).EnsureStatus(HttpStatusCode.OK);
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, order.Id())).EnsureStatus(HttpStatusCode.OK);
        Assert.That((_testServer.GetIntent(old).Status, _testServer.GetIntent(charged).Amount), Is.EqualTo(("canceled", 750L)));
    }

    private async Task<ApiResponse> ChargeAsync(string order)
    {
        (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { payment_mode = "stripe" })).EnsureStatus(HttpStatusCode.OK);
        return (await PaymentTestServer.ChargeAsync(_buyer, order)).EnsureStatus(HttpStatusCode.OK);
    }

    /// <summary>Expires the order. Another order takes its seats and is cancelled, so that the seats are released and free.</summary>
    private async Task ExpireAndReleaseSeatsAsync(string order, long ticket)
    {
        await _testServer.ExpireAsync(order);
        var other = await _testServer.Server.RegisterUserAsync();
        var taken = (await TicketedEvent.OrderTicketsAsync(other, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(other, taken.Id(), new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _testServer.TestEvent.GetStatusAsync(order), Is.EqualTo("expired"));
    }
}
