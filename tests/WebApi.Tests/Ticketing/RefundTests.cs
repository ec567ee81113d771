using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.StripeStandIn;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Money that was taken has an order, or goes back exactly once, whatever fails on the way.</summary>
[TestFixture]
public sealed class RefundTests
{
    private Till _till = null!;
    private Client _buyer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _till = await Till.OpenAsync();
        _buyer = await _till.Server.SomebodyAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _till.DisposeAsync();

    [Test]
    public async Task A_payment_after_the_order_expired_is_an_order_if_its_seats_are_free()
    {
        var ticket = await TicketAsync(1);
        var (id, _, intent) = await _till.PaidAsync(_buyer, ticket);
        await LapseAsync(id, ticket);
        Assert.That(await _till.Office.TakenAsync(ticket), Is.Zero);

        await _till.TellAsync(news => news.Body.Contains(intent.Id, StringComparison.Ordinal));
        Assert.That(
            (await _till.Office.StatusAsync(id), await _till.Office.TakenAsync(ticket), intent.Back),
            Is.EqualTo(("completed", 1, 0L))
        );
        Assert.That(
            await _till.Server.SqlAsync<long>(
                $"SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND key LIKE (SELECT identifier FROM orders WHERE id = {id}) || '%'"
            ),
            Is.EqualTo(1),
            "its tickets are printed"
        );
    }

    [Test]
    public async Task A_payment_after_the_order_expired_goes_back_once_if_its_seats_are_gone()
    {
        var ticket = await TicketAsync(1);
        var (id, identifier, intent) = await _till.PaidAsync(_buyer, ticket);
        await LapseAsync(id, ticket);
        (await BoxOffice.OrderAsync(await _till.Server.SomebodyAsync(), ticket, 1)).Must(HttpStatusCode.OK);

        for (var i = 0; i < 3; i++)
        {
            await _till.TellAsync(news => news.Body.Contains(intent.Id, StringComparison.Ordinal));
            await Till.VerifyAsync(_buyer, identifier);
            await _till.SweepAsync();
        }

        Assert.That((await _till.Office.StatusAsync(id), await _till.Office.TakenAsync(ticket)), Is.EqualTo(("expired", 1)));
        Assert.That((intent.Refunds.Count, intent.Back), Is.EqualTo((1, intent.Amount)));
        Assert.That(await RefundAsync(id), Is.EqualTo("SeatsGone Succeeded"));
        Assert.That(
            await _till.Server.SqlAsync<long>(
                $"SELECT count(*) FROM mails WHERE message ILIKE '%{identifier}%' AND recipient = '{_buyer.Email}'"
            ),
            Is.EqualTo(1),
            "the buyer is told"
        );
    }

    [Test]
    public async Task A_payment_of_several_tickets_of_which_one_is_gone_takes_none_of_the_others()
    {
        var (plenty, last) = (await TicketAsync(5), await TicketAsync(1));
        var order = (
            await _buyer.PostAsync(
                "/v1/orders/create-order",
                new { tickets = new[] { new { id = plenty, quantity = 2 }, new { id = last, quantity = 1 } } }
            )
        ).Must(HttpStatusCode.OK);
        var charged = await ChargeAsync(order.Id());
        _till.Pay(charged);
        await LapseAsync(order.Id(), last);
        (await BoxOffice.OrderAsync(await _till.Server.SomebodyAsync(), last, 1)).Must(HttpStatusCode.OK);
        await _till.SweepAsync();
        Assert.That(
            (await _till.Office.TakenAsync(plenty), await _till.Office.TakenAsync(last), _till.IntentOf(charged).Back),
            Is.EqualTo((0, 1, 3750L))
        );
    }

    [Test]
    public async Task An_expired_order_has_its_open_payment_ended_so_that_it_cannot_be_paid_any_more()
    {
        var order = (await BoxOffice.OrderAsync(_buyer, await TicketAsync(1), 1)).Must(HttpStatusCode.OK);
        var charged = await ChargeAsync(order.Id());
        await _till.ExpireAsync(order.Id());
        await _till.SweepAsync();
        _till.Pay(charged);
        Assert.That((_till.IntentOf(charged).Status, _till.IntentOf(charged).Captures), Is.EqualTo(("canceled", 0)));
        Assert.That(await _till.Server.SqlAsync<string>($"SELECT state FROM payments WHERE order_id = {order.Id()}"), Is.EqualTo("Closed"));
    }

    [Test]
    public async Task An_order_that_was_cancelled_stays_so_and_its_late_payment_goes_back()
    {
        var (id, _, intent) = await _till.PaidAsync(_buyer, await TicketAsync(5));
        (await BoxOffice.SetAsync(_buyer, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        await _till.Server.WorkOffAsync();
        Assert.That((await _till.Office.StatusAsync(id), intent.Back), Is.EqualTo(("cancelled", intent.Amount)));
        Assert.That(await RefundAsync(id), Is.EqualTo("OrderCancelled Succeeded"));
    }

    [TestCase(Fault.None)]
    [TestCase(Fault.ErrorBefore)]
    [TestCase(Fault.ErrorAfter)]
    [TestCase(Fault.HangBefore)]
    [TestCase(Fault.HangAfter)]
    public async Task Cancelling_a_paid_order_gives_the_money_back_once_whatever_becomes_of_the_first_try(Fault fault)
    {
        var ticket = await TicketAsync(5);
        var (id, intent) = await CompletedAsync(ticket);
        if (fault != Fault.None)
            _till.Stripe.Next("POST /v1/refunds", fault);
        (await BoxOffice.SetAsync(_till.Office.Owner, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        await _till.Server.WorkOffAsync();
        await _till.RetryAsync();
        Assert.That((intent.Refunds.Count, intent.Back, await _till.Office.TakenAsync(ticket)), Is.EqualTo((1, intent.Amount, 0)));
        Assert.That(await RefundAsync(id), Is.EqualTo("OrderCancelled Succeeded"));
    }

    [TestCase("succeeded", "Succeeded")]
    [TestCase("pending", "Sent")]
    public async Task What_was_given_back_in_the_dashboard_is_done_and_does_not_go_back_twice(string dashboard, string state)
    {
        var (id, intent) = await CompletedAsync(await TicketAsync(5));
        _till.Stripe.Book.RefundsAre = dashboard;
        _till.Stripe.Book.Refund(intent.Account, new Dictionary<string, string> { ["payment_intent"] = intent.Id });
        _till.Stripe.Book.RefundsAre = "succeeded";
        (await BoxOffice.SetAsync(_till.Office.Owner, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        await _till.Server.WorkOffAsync();
        Assert.That((await RefundAsync(id), intent.Refunds.Count), Is.EqualTo(($"OrderCancelled {state}", 1)));
        if (dashboard == "pending")
            _till.Stripe.Book.EndRefund(intent, "succeeded");
        await _till.SweepAsync();
        Assert.That(await RefundAsync(id), Is.EqualTo("OrderCancelled Succeeded"));
    }

    [Test]
    public async Task A_refund_that_Stripe_refuses_for_good_is_left_to_people()
    {
        var (id, intent) = await CompletedAsync(await TicketAsync(5));
        _till.Stripe.Book.Refund(intent.Account, new Dictionary<string, string> { ["payment_intent"] = intent.Id, ["amount"] = "100" });
        (await BoxOffice.SetAsync(_till.Office.Owner, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        await _till.Server.WorkOffAsync();
        await _till.SweepAsync();
        Assert.That((await RefundAsync(id), intent.Back), Is.EqualTo(("OrderCancelled Failed", 100L)));
        Assert.That(
            await _till.Server.SqlAsync<string>(
                $"SELECT failure FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {id}"
            ),
            Is.EqualTo("parameter_invalid_integer")
        );
    }

    [Test]
    public async Task A_refund_outlives_an_outbox_that_has_given_up()
    {
        await using var till = await Till.OpenAsync("--Outbox:Attempts=2");
        var buyer = await till.Server.SomebodyAsync();
        var (id, identifier, intent) = await till.PaidAsync(buyer, await till.Office.TicketAsync(5, type: "paid", price: 12.5m));
        (await Till.VerifyAsync(buyer, identifier)).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(till.Office.Owner, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        for (var i = 0; i < 2; i++)
            till.Stripe.Next("POST /v1/refunds", Fault.ErrorBefore);
        await till.Server.WorkOffAsync();
        await till.RetryAsync();
        const string State = "SELECT r.state || ' ' || (SELECT state FROM outbox WHERE kind = 'refund') FROM refunds r";
        Assert.That((await till.Server.SqlAsync<string>(State), intent.Back), Is.EqualTo(("Pending GivenUp", 0L)));
        await till.SweepAsync();
        Assert.That(
            (await till.Server.SqlAsync<string>("SELECT state FROM refunds"), intent.Back, intent.Refunds.Count),
            Is.EqualTo(("Succeeded", intent.Amount, 1))
        );
    }

    [Test]
    public async Task Deleting_a_paid_order_gives_the_money_back_and_keeps_the_books()
    {
        var (id, intent) = await CompletedAsync(await TicketAsync(5));
        (
            await _till.Server.Admin.DeleteAsync(
                $"/v1/orders/{id}",
                Document.Of("order", id, new { cancel_note = "A mistake" }),
                ("Content-Type", Client.JsonApi)
            )
        ).Must(HttpStatusCode.OK);
        await _till.Server.WorkOffAsync();
        Assert.That(intent.Back, Is.EqualTo(intent.Amount));
        Assert.That(
            await _till.Server.SqlAsync<string>(
                $"SELECT r.reason || ' ' || r.state || ' ' || p.state || ' ' || coalesce(p.order_id, 0) FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.external_id = '{intent.Id}'"
            ),
            Is.EqualTo("OrderDeleted Succeeded Refunded 0")
        );
    }

    [Test]
    public async Task A_buyer_does_not_cancel_a_paid_order()
    {
        var (id, intent) = await CompletedAsync(await TicketAsync(5));
        Assert.That((await BoxOffice.SetAsync(_buyer, id, new { status = "cancelled" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await _till.Server.WorkOffAsync();
        Assert.That(intent.Back, Is.Zero);
    }

    [TestCase("succeeded", "Succeeded")]
    [TestCase("failed", "Failed")]
    public async Task A_refund_that_takes_its_time_is_followed_to_its_end(string end, string state)
    {
        var (id, intent) = await CompletedAsync(await TicketAsync(5));
        _till.Stripe.Book.RefundsAre = "pending";
        (await BoxOffice.SetAsync(_till.Office.Owner, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        await _till.Server.WorkOffAsync();
        _till.Stripe.Book.RefundsAre = "succeeded";
        Assert.That(await RefundAsync(id), Is.EqualTo("OrderCancelled Sent"));

        _till.Stripe.Book.EndRefund(intent, end);
        if (end == "failed")
            await _till.TellAsync(news => news.Type == "refund.failed");
        else
            await _till.SweepAsync(); // its news was lost
        Assert.That(await RefundAsync(id), Is.EqualTo($"OrderCancelled {state}"));
        Assert.That(intent.Refunds, Has.Count.EqualTo(1), "it is not tried a second time by itself");
    }

    [TestCase("bank")]
    [TestCase("cheque")]
    [TestCase("onsite")]
    [TestCase("invoice")]
    public async Task What_was_paid_by_hand_is_in_the_books_and_goes_back_by_hand(string mode)
    {
        var order = (await BoxOffice.OrderAsync(_buyer, await TicketAsync(5), 1)).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(_buyer, order.Id(), new { payment_mode = mode, status = "pending" })).Must(HttpStatusCode.OK);
        Assert.That(await _till.Office.StatusAsync(order.Id()), Is.EqualTo("placed"));
        (await BoxOffice.SetAsync(_till.Office.Owner, order.Id(), new { status = "completed" })).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(_till.Office.Owner, order.Id(), new { status = "cancelled" })).Must(HttpStatusCode.OK);
        Assert.That(await RefundAsync(order.Id()), Is.EqualTo("OrderCancelled ByHand"));
    }

    [Test]
    public async Task Money_for_another_amount_than_the_order_costs_goes_back_and_the_order_can_be_paid_anew()
    {
        var (id, identifier, intent) = await _till.PaidAsync(_buyer, await TicketAsync(5));
        (await BoxOffice.SetAsync(_till.Server.Admin, id, new { amount = 20 })).Must(HttpStatusCode.OK);
        await _till.SweepAsync();
        Assert.That((await _till.Office.StatusAsync(id), intent.Back), Is.EqualTo(("pending", intent.Amount)));
        var again = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        Assert.That(_till.IntentOf(again).Amount, Is.EqualTo(2000));
        _till.Pay(again);
        await _till.SweepAsync();
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task An_amount_that_changes_before_it_is_paid_ends_the_old_intent_before_there_is_a_new_one()
    {
        var order = (await BoxOffice.OrderAsync(_buyer, await TicketAsync(5), 1)).Must(HttpStatusCode.OK);
        var old = await ChargeAsync(order.Id());
        (await BoxOffice.SetAsync(_till.Server.Admin, order.Id(), new { amount = 7.5 })).Must(HttpStatusCode.OK);
        var charged = (await Till.ChargeAsync(_buyer, order.Id())).Must(HttpStatusCode.OK);
        Assert.That((_till.IntentOf(old).Status, _till.IntentOf(charged).Amount), Is.EqualTo(("canceled", 750L)));
    }

    [Test]
    public async Task The_database_itself_refuses_a_second_live_payment_a_second_refund_and_more_back_than_came()
    {
        var (id, intent) = await CompletedAsync(await TicketAsync(5));
        var payment = await _till.Server.SqlAsync<long>($"SELECT id FROM payments WHERE external_id = '{intent.Id}'");
        Assert.That(
            Violated(
                $"INSERT INTO payments (order_id, order_identifier, event_id, provider, account, reference, amount, currency, state, taken, refunded, checks, created_at) SELECT order_id, order_identifier, event_id, provider, account, 'again', amount, currency, 'Open', 0, 0, 0, now() FROM payments WHERE id = {payment}"
            ),
            Is.EqualTo("ux_payments_live")
        );
        Assert.That(Violated($"UPDATE payments SET refunded = taken + 0.01 WHERE id = {payment}"), Is.EqualTo("ck_payments_refunded"));
        (await BoxOffice.SetAsync(_till.Office.Owner, id, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        Assert.That(
            Violated(
                $"INSERT INTO refunds (payment_id, reference, amount, reason, state, created_at) VALUES ({payment}, 'twice', 1, 'OrderCancelled', 'Pending', now())"
            ),
            Is.EqualTo("ux_refunds_payment")
        );

        string? Violated(string sql) => Assert.CatchAsync<PostgresException>(() => _till.Server.SqlAsync(sql))!.ConstraintName;
    }

    private async Task<(string Id, Intent Intent)> CompletedAsync(long ticket)
    {
        var (id, identifier, intent) = await _till.PaidAsync(_buyer, ticket);
        (await Till.VerifyAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
        return (id, intent);
    }

    private async Task<Answer> ChargeAsync(string order)
    {
        (await BoxOffice.SetAsync(_buyer, order, new { payment_mode = "stripe" })).Must(HttpStatusCode.OK);
        return (await Till.ChargeAsync(_buyer, order)).Must(HttpStatusCode.OK);
    }

    /// <summary>Its time is over, and somebody asks for the seats, whereby they are given back; nobody takes them yet.</summary>
    private async Task LapseAsync(string order, long ticket)
    {
        await _till.ExpireAsync(order);
        var other = await _till.Server.SomebodyAsync();
        var taken = (await BoxOffice.OrderAsync(other, ticket, 1)).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(other, taken.Id(), new { status = "cancelled" })).Must(HttpStatusCode.OK);
        Assert.That(await _till.Office.StatusAsync(order), Is.EqualTo("expired"));
    }

    private Task<string> RefundAsync(string order) =>
        _till.Server.SqlAsync<string>(
            $"SELECT r.reason || ' ' || r.state FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {order}"
        );

    private Task<long> TicketAsync(int seats) => _till.Office.TicketAsync(seats, type: "paid", price: 12.5m);
}
