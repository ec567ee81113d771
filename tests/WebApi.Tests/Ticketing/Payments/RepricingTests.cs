using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>
/// An unsettled order that loses a seat or gets another amount, and payments of the former amount
/// (docs/reference/payments.md#late-payments).
/// </summary>
[TestFixture]
public sealed class RepricingTests
{
    private PaymentTestServer _testServer = null!;
    private TicketedEvent _event = null!;
    private ApiClient _buyer = null!;

    private ApiClient Owner => _event.Owner;

    [OneTimeSetUp]
    public async Task StartAsync() => _testServer = await PaymentTestServer.OpenAsync();

    [SetUp]
    public async Task OpenEventAsync()
    {
        _event = await _testServer.CreateAnotherEventAsync("EUR");
        _buyer = await _testServer.Server.RegisterUserAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _testServer.DisposeAsync();

    [TestCase("bank", "placed")]
    [TestCase("stripe", "pending")]
    public async Task Seat_that_is_removed_from_an_unsettled_order_reprices_it(string mode, string status)
    {
        var ticket = await CreateTicketAsync();
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, ticket, 2)).EnsureStatus(HttpStatusCode.OK).Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { payment_mode = mode, status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await RemoveSeatAsync(order);
        Assert.That((await _buyer.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(), Is.EqualTo(12.5m));
        Assert.That(await _event.GetStatusAsync(order), Is.EqualTo(status));
        foreach (var url in new[] { $"/v1/events/{_event.EventId}/order-statistics", $"/v1/tickets/{ticket}/order-statistics" })
            Assert.That((await Owner.GetAsync(url)).Attribute("sales").GetProperty(status).GetDecimal(), Is.EqualTo(12.5m), url);

        await RemoveSeatAsync(order);
        Assert.That(
            (await _event.GetStatusAsync(order), await _event.GetTakenSeatsAsync(ticket)),
            Is.EqualTo(("cancelled", 0)),
            "an order without seats is for nothing"
        );
    }

    [Test]
    public async Task Last_seat_returns_its_code_use_once()
    {
        var ticket = await CreateTicketAsync();
        var code = (await _event.CreateDiscountCodeAsync("HALF", 5, 50, "percent", ticket)).Id();
        var order = (
            await TicketedEvent.CreateOrderAsync(
                _buyer,
                new { tickets = new[] { new { id = ticket, quantity = 1 } }, discount_code = "HALF" }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _event.CountUsesAsync("discount", code), Is.EqualTo((1, 1L)));
        await RemoveSeatAsync(order.Id());
        Assert.That(await _event.CountUsesAsync("discount", code), Is.EqualTo((0, 0L)));
    }

    [Test]
    public async Task Open_payment_of_the_former_amount_is_cancelled_and_the_next_charge_is_right()
    {
        var (order, charged) = await ChargeTwoSeatsAsync();
        await RemoveSeatAsync(order);
        await _testServer.Server.ProcessOutboxAsync();
        _testServer.Pay(charged);
        Assert.That((_testServer.GetIntent(charged).Status, _testServer.GetIntent(charged).CaptureCount), Is.EqualTo(("canceled", 0)));
        var again = (await PaymentTestServer.ChargeAsync(_buyer, order)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(_testServer.GetIntent(again).Amount, Is.EqualTo(1250));
        _testServer.Pay(again);
        await _testServer.ReconcileAsync();
        Assert.That(await _event.GetStatusAsync(order), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Payment_of_more_than_the_order_costs_completes_it_and_the_difference_goes_back()
    {
        var (order, charged) = await ChargeTwoSeatsAsync();
        _testServer.Pay(charged);
        await RemoveSeatAsync(order);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _event.GetStatusAsync(order), Is.EqualTo("completed"));
        Assert.That(await _testServer.GetRefundsAsync(order), Is.EqualTo("Overpaid Server Succeeded 12.50"));
        Assert.That(_testServer.GetIntent(charged).RefundedAmount, Is.EqualTo(1250));
        Assert.That((await Owner.GetAsync($"/v1/orders/{order}")).Attribute("amount-refunded").GetDecimal(), Is.Zero);
        var told = await _testServer.GetEmailsAsync(_buyer, "payment_returned");
        Assert.That(told, Does.Contain("EUR 25.00").And.Contain("EUR 12.50"));

        (await TicketedEvent.UpdateOrderAsync(Owner, order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(_testServer.GetIntent(charged).Refunds.Select(r => r.Amount), Is.EqualTo<long[]>([1250L, 1250L]));
    }

    [Test]
    public async Task Buyer_is_told_what_was_taken_and_what_goes_back()
    {
        var (wrong, wrongIdentifier, _) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await TicketedEvent.UpdateOrderAsync(_testServer.Server.Admin, wrong, new { amount = 20 })).EnsureStatus(HttpStatusCode.OK);
        var (cancelled, cancelledIdentifier, _) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await TicketedEvent.UpdateOrderAsync(_buyer, cancelled, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        var (paid, paidIdentifier, _) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await TicketedEvent.UpdateOrderAsync(Owner, paid, new { status = "completed" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.ReconcileAsync();
        var emails = (await _testServer.GetEmailsAsync(_buyer, "payment_returned")).Split("\n---\n");
        foreach (
            var (identifier, reason) in new[]
            {
                (wrongIdentifier, "The order costs EUR 20.00 now"),
                (cancelledIdentifier, "was cancelled before the payment arrived"),
                (paidIdentifier, "is already completed"),
            }
        )
            Assert.That(
                emails.Single(e => e.Contains(identifier, StringComparison.Ordinal)),
                Does.Contain("we received EUR 12.50").And.Contain("EUR 12.50 of it goes back").And.Contain(reason)
            );
    }

    [Test]
    public async Task Cancellation_of_a_paid_order_tells_the_buyer_how_much_is_on_its_way()
    {
        var (id, identifier, _) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(Owner, id, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(
            await _testServer.GetEmailsAsync(_buyer, "ticket_cancelled"),
            Does.Contain("You paid EUR 12.50. EUR 12.50 is on its way back to you.")
        );
    }

    [TestCase("completed")]
    [TestCase("cancelled")]
    public async Task Amount_of_a_settled_order_cannot_be_changed(string status)
    {
        var (id, identifier, _) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        if (status == "cancelled")
            (await TicketedEvent.UpdateOrderAsync(Owner, id, new { status })).EnsureStatus(HttpStatusCode.OK);
        var rejected = await TicketedEvent.UpdateOrderAsync(_testServer.Server.Admin, id, new { amount = 1000 });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/amount")));
        (await TicketedEvent.UpdateOrderAsync(_testServer.Server.Admin, id, new { amount = 12.5 })).EnsureStatus(HttpStatusCode.OK);
    }

    private Task<long> CreateTicketAsync() => _event.CreateTicketAsync(5, type: "paid", price: 12.5m);

    private async Task<(string Order, ApiResponse Charged)> ChargeTwoSeatsAsync()
    {
        var (order, identifier) = await PaymentTestServer.OrderAsync(_buyer, await CreateTicketAsync(), 2);
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(_testServer.GetIntent(charged).Amount, Is.EqualTo(2500));
        return (order, charged);
    }

    private async Task RemoveSeatAsync(string order)
    {
        var seat = (await Owner.GetAsync($"/v1/orders/{order}/attendees")).EnsureStatus(HttpStatusCode.OK).Ids.First();
        (await Owner.DeleteAsync($"/v1/attendees/{seat}")).EnsureStatus(HttpStatusCode.OK);
    }
}
