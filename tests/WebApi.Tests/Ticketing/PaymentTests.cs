using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Paying for an order: what the buyer does, and what only the provider's word does (<c>spec/mission.md</c> S2, issue 3).</summary>
[TestFixture]
public sealed class PaymentTests
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
    public async Task A_charge_hands_out_an_intent_and_only_the_paid_one_completes_the_order()
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var charged = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        Assert.That(charged.Attribute("status").GetBoolean(), Is.True);
        Assert.That((_till.IntentOf(charged).Amount, _till.IntentOf(charged).Currency), Is.EqualTo((1250L, "eur")));
        Assert.That(
            (await Till.VerifyAsync(_buyer, identifier)).Json.GetProperty("payment_status").GetString(),
            Is.EqualTo("pending"),
            "nothing is paid yet"
        );

        _till.Pay(charged);
        Assert.That((await Till.VerifyAsync(_buyer, identifier)).Json.GetProperty("payment_status").GetString(), Is.EqualTo("completed"));
        var order = (await _buyer.GetAsync($"/v1/orders/{id}")).Must(HttpStatusCode.OK);
        foreach (
            var (name, value) in ((string, string)[])
                [
                    ("status", "completed"),
                    ("payment-mode", "stripe"),
                    ("paid-via", "card"),
                    ("brand", "visa"),
                    ("last4", "4242"),
                    ("exp-month", "12"),
                    ("exp-year", "2034"),
                ]
        )
            Assert.That(order.Attribute(name).GetString(), Is.EqualTo(value), name);
        Assert.That(order.Attribute("transaction-id").GetString(), Does.StartWith("ch_"));
        Assert.That(order.Attribute("completed-at").GetString(), Is.Not.Null);
    }

    [Test]
    public async Task Charging_a_checkout_submits_it()
    {
        var order = (await BoxOffice.OrderAsync(_buyer, await TicketAsync(), 1)).Must(HttpStatusCode.OK);
        (await Till.ChargeAsync(_buyer, order.Id())).Must(HttpStatusCode.OK);
        Assert.That(await _till.Office.StatusAsync(order.Id()), Is.EqualTo("pending"));
        Assert.That(
            (await BoxOffice.SetAsync(_buyer, order.Id(), new { company = "Late" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "it has been submitted"
        );
    }

    [Test]
    public async Task A_webhook_alone_completes_the_order_and_mails_the_tickets_once_however_often_it_comes()
    {
        var (id, _, intent) = await _till.PaidAsync(_buyer, await TicketAsync());
        for (var i = 0; i < 3; i++)
            await _till.TellAsync(news =>
                news.Type == "payment_intent.succeeded" && news.Body.Contains(intent.Id, StringComparison.Ordinal)
            );
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
        Assert.That(
            await CountAsync($"SELECT count(*) FROM outbox WHERE kind = 'mail' AND key LIKE '%{await IdentifierAsync(id)}%'"),
            Is.EqualTo(
                await CountAsync($"SELECT count(DISTINCT key) FROM outbox WHERE kind = 'mail' AND key LIKE '%{await IdentifierAsync(id)}%'")
            )
        );
        Assert.That(
            await CountAsync($"SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND key LIKE '{await IdentifierAsync(id)}%'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task News_out_of_order_ends_where_news_in_order_does()
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var charged = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        _till.Pay(charged, "pm_card_declined");
        _till.Pay(charged);
        var about = _till
            .Stripe.News.Held.Where(n => n.Body.Contains(_till.IntentOf(charged).Id, StringComparison.Ordinal))
            .Reverse()
            .ToList();
        Assert.That(
            about.Select(n => n.Type),
            Is.EqualTo<string[]>(["payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.created"])
        );
        foreach (var news in about)
            await _till.Stripe.News.DeliverAsync(_till.WebhookUrl, news.Body);
        await _till.Server.WorkOffAsync();
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Lost_news_is_made_up_for_by_asking()
    {
        var (id, _, _) = await _till.PaidAsync(_buyer, await TicketAsync());
        await _till.SweepAsync();
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Of_two_nodes_that_sweep_at_once_one_asks_for_a_payment()
    {
        List<string> orders = [];
        for (var i = 0; i < 4; i++)
            orders.Add((await _till.PaidAsync(_buyer, await TicketAsync())).Id);
        await _till.Server.SqlAsync("UPDATE payments SET check_at = now() - interval '1 second' WHERE state = 'Open'");
        var due = await OnNodeAsync(check => check.DueAsync(1000, CancellationToken.None));
        var before = _till.Stripe.Calls;
        await Task.WhenAll(
            due.Concat(due)
                .Select(payment =>
                    OnNodeAsync(async check =>
                    {
                        await check.SweepAsync(payment, CancellationToken.None);
                        return true;
                    })
                )
        );
        foreach (var id in orders)
            Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
        // One that nobody wants any more is looked at and then ended.
        Assert.That(_till.Stripe.Calls - before, Is.InRange(due.Count, (2 * due.Count) - orders.Count), "each was looked at once");

        async Task<T> OnNodeAsync<T>(Func<PaymentCheck, Task<T>> act)
        {
            await using var scope = _till.Server.App.Services.CreateAsyncScope();
            return await act(scope.ServiceProvider.GetRequiredService<PaymentCheck>());
        }
    }

    [Test]
    public async Task News_that_Stripe_did_not_sign_or_signed_long_ago_is_refused_and_a_lie_is_found_out()
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var charged = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        var created = _till.Stripe.News.Held.Last(n => n.Body.Contains(_till.IntentOf(charged).Id, StringComparison.Ordinal)).Body;
        var lie = created
            .Replace("payment_intent.created", "payment_intent.succeeded", StringComparison.Ordinal)
            .Replace("requires_payment_method", "succeeded", StringComparison.Ordinal)
            .Replace("evt_", "evt_lie_", StringComparison.Ordinal);
        Assert.That(await _till.Stripe.News.DeliverAsync(_till.WebhookUrl, lie, "t=1,v1=00"), Is.EqualTo(400));
        Assert.That(await _till.Stripe.News.DeliverAsync(_till.WebhookUrl, lie, ""), Is.EqualTo(400));
        Assert.That(
            await _till.Stripe.News.DeliverAsync(_till.WebhookUrl, lie, _till.Stripe.News.Sign(lie, DateTimeOffset.UtcNow.AddHours(-1))),
            Is.EqualTo(400)
        );
        Assert.That(await CountAsync("SELECT count(*) FROM outbox WHERE key LIKE 'evt_lie%'"), Is.Zero);

        Assert.That(
            await _till.Stripe.News.DeliverAsync(_till.WebhookUrl, lie),
            Is.EqualTo(200),
            "signed: believed to be a hint, and no more"
        );
        await _till.Server.WorkOffAsync();
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("pending"));
    }

    [Test]
    public async Task The_buyer_cannot_mark_an_order_paid_by_any_field()
    {
        var (id, _) = await Till.OrderAsync(_buyer, await TicketAsync());
        foreach (
            var wish in new object[]
            {
                new { status = "completed" },
                new { status = "placed" },
                new { status = "completed", payment_mode = "free" },
                new
                {
                    status = "completed",
                    payment_mode = "bank",
                    paid_via = "bank",
                },
                new { amount = 0 },
            }
        )
            Assert.That((await BoxOffice.SetAsync(_buyer, id, wish)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await _buyer.PatchAsync(
            $"/v1/orders/{id}",
            Document.Of(
                "order",
                id,
                new
                {
                    paid_via = "card",
                    transaction_id = "ch_mine",
                    brand = "visa",
                }
            )
        );
        Assert.That(
            (await _buyer.GetAsync($"/v1/orders/{id}")).Attribute("transaction-id").ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("pending"));
    }

    [Test]
    public async Task Only_the_buyer_charges_and_only_who_sees_the_order_verifies()
    {
        var (_, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var stranger = await _till.Server.SomebodyAsync();
        Assert.That((await Till.ChargeAsync(_till.Server.Anonymous, identifier)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        foreach (var other in new[] { stranger, _till.Office.Owner, _till.Server.Admin })
            Assert.That((await Till.ChargeAsync(other, identifier)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Till.VerifyAsync(_till.Server.Anonymous, identifier)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Till.VerifyAsync(stranger, identifier)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Till.VerifyAsync(_till.Office.Owner, identifier)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Till.VerifyAsync(_buyer, Guid.NewGuid().ToString())).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task What_cannot_be_charged_is_a_conflict()
    {
        var free = (await BoxOffice.OrderAsync(_buyer, await _till.Office.TicketAsync(5), 1)).Must(HttpStatusCode.OK).Id();
        var cancelled = (await Till.OrderAsync(_buyer, await TicketAsync())).Id;
        (await BoxOffice.SetAsync(_buyer, cancelled, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        var expired = (await Till.OrderAsync(_buyer, await TicketAsync())).Id;
        await _till.ExpireAsync(expired);
        var bank = (await BoxOffice.OrderAsync(_buyer, await TicketAsync(), 1)).Must(HttpStatusCode.OK).Id();
        (await BoxOffice.SetAsync(_buyer, bank, new { payment_mode = "bank", status = "pending" })).Must(HttpStatusCode.OK);
        var (completed, _, _) = await _till.PaidAsync(_buyer, await TicketAsync());
        await _till.SweepAsync();
        foreach (var order in new[] { free, cancelled, expired, bank, completed })
            Assert.That((await Till.ChargeAsync(_buyer, order)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Charging_again_and_many_times_at_once_is_one_intent()
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Till.ChargeAsync(_buyer, identifier)));
        var charged = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        Assert.That(
            answers.Where(a => a.Status == HttpStatusCode.OK).Append(charged).Select(a => _till.IntentOf(a).Id).Distinct().Count(),
            Is.EqualTo(1)
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Conflict));
        Assert.That(_till.Stripe.Book.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
        Assert.That(await CountAsync($"SELECT count(*) FROM payments WHERE order_id = {id}"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_Idempotency_Key_gets_the_same_answer_without_asking_Stripe_again()
    {
        var (_, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var first = (await Till.ChargeAsync(_buyer, identifier, ("Idempotency-Key", identifier))).Must(HttpStatusCode.OK);
        var calls = _till.Stripe.Calls;
        var second = (await Till.ChargeAsync(_buyer, identifier, ("Idempotency-Key", identifier))).Must(HttpStatusCode.OK);
        Assert.That((second.Text, _till.Stripe.Calls), Is.EqualTo((first.Text, calls)));
    }

    [Test]
    public async Task A_refusal_under_an_Idempotency_Key_is_remembered_too()
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        (await Till.ChargeAsync(_till.Office.Owner, identifier, ("Idempotency-Key", "not mine"))).Must(HttpStatusCode.Forbidden);
        await _till.Server.SqlAsync($"UPDATE orders SET user_id = {_till.Office.Owner.UserId} WHERE id = {id}");
        (await Till.ChargeAsync(_till.Office.Owner, identifier, ("Idempotency-Key", "not mine"))).Must(HttpStatusCode.Forbidden);
        (await Till.ChargeAsync(_till.Office.Owner, identifier)).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_declined_card_leaves_the_order_to_be_paid_by_another()
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        var charged = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        _till.Pay(charged, "pm_card_declined");
        Assert.That((await Till.VerifyAsync(_buyer, identifier)).Json.GetProperty("payment_status").GetString(), Is.EqualTo("pending"));
        _till.Pay((await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK));
        await Till.VerifyAsync(_buyer, identifier);
        Assert.That(await _till.Office.StatusAsync(id), Is.EqualTo("completed"));
    }

    private Task<long> TicketAsync() => _till.Office.TicketAsync(20, type: "paid", price: 12.5m);

    private Task<long> CountAsync(string sql) => _till.Server.SqlAsync<long>(sql);

    private Task<string> IdentifierAsync(string id) => _till.Server.SqlAsync<string>($"SELECT identifier FROM orders WHERE id = {id}");
}
