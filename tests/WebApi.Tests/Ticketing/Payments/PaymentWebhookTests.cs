using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Payments that the server learns about from webhooks and reconciliation (docs/reference/payments.md#verification).</summary>
[TestFixture]
public sealed class PaymentWebhookTests
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
    public async Task Repeated_webhook_completes_the_order_and_emails_tickets_once()
    {
        var (id, _, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync());
        for (var i = 0; i < 3; i++)
            await _testServer.DeliverWebhooksAsync(webhook =>
                webhook.Type == "payment_intent.succeeded" && webhook.Body.Contains(intent.Id, StringComparison.Ordinal)
            );
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
        Assert.That(
            await CountAsync($"SELECT count(*) FROM outbox WHERE kind = 'mail' AND key LIKE '%{await GetIdentifierAsync(id)}%'"),
            Is.EqualTo(
                await CountAsync(
                    $"SELECT count(DISTINCT key) FROM outbox WHERE kind = 'mail' AND key LIKE '%{await GetIdentifierAsync(id)}%'"
                )
            )
        );
        Assert.That(
            await CountAsync($"SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND key LIKE '{await GetIdentifierAsync(id)}%'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Webhooks_out_of_order_give_the_same_result()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        _testServer.Pay(charged, "pm_card_declined");
        _testServer.Pay(charged);
        var webhooks = _testServer
            .Stripe.Webhooks.Unsent.Where(w => w.Body.Contains(_testServer.GetIntent(charged).Id, StringComparison.Ordinal))
            .Reverse()
            .ToList();
        Assert.That(
            webhooks.Select(w => w.Type),
            Is.EqualTo<string[]>(["payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.created"])
        );
        foreach (var webhook in webhooks)
            await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, webhook.Body);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Reconciliation_makes_up_for_lost_webhooks()
    {
        var (id, _, _) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync());
        await _testServer.ReconcileAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Concurrent_reconciliation_checks_each_payment_once()
    {
        List<string> orders = [];
        for (var i = 0; i < 4; i++)
            orders.Add((await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync())).Id);
        await _testServer.Server.SqlAsync("UPDATE payments SET check_at = now() - interval '1 second' WHERE state = 'Open'");
        var due = await RunInScopeAsync(synchronizer => synchronizer.ListDueAsync(1000, CancellationToken.None));
        var before = _testServer.Stripe.Calls;
        await Task.WhenAll(
            due.Concat(due)
                .Select(payment =>
                    RunInScopeAsync(async synchronizer =>
                    {
                        await synchronizer.SyncDueAsync(payment, CancellationToken.None);
                        return true;
                    })
                )
        );
        foreach (var id in orders)
            Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
        // An intent that is no longer needed takes two calls: a check and a cancellation.
        Assert.That(
            _testServer.Stripe.Calls - before,
            Is.InRange(due.Count, (2 * due.Count) - orders.Count),
            "each payment was checked once"
        );

        async Task<T> RunInScopeAsync<T>(Func<PaymentSynchronizer, Task<T>> act)
        {
            await using var scope = _testServer.Server.App.Services.CreateServerScope();
            return await act(scope.ServiceProvider.GetRequiredService<PaymentSynchronizer>());
        }
    }

    [Test]
    public async Task Unsigned_or_old_webhook_is_rejected_and_a_forged_one_has_no_effect()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        var created = _testServer
            .Stripe.Webhooks.Unsent.Last(w => w.Body.Contains(_testServer.GetIntent(charged).Id, StringComparison.Ordinal))
            .Body;
        var forged = created
            .Replace("payment_intent.created", "payment_intent.succeeded", StringComparison.Ordinal)
            .Replace("requires_payment_method", "succeeded", StringComparison.Ordinal)
            .Replace("evt_", "evt_forged_", StringComparison.Ordinal);
        Assert.That(await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, forged, "t=1,v1=00"), Is.EqualTo(400));
        Assert.That(await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, forged, ""), Is.EqualTo(400));
        Assert.That(
            await _testServer.Stripe.Webhooks.DeliverAsync(
                _testServer.WebhookUrl,
                forged,
                _testServer.Stripe.Webhooks.Sign(forged, DateTimeOffset.UtcNow.AddHours(-1))
            ),
            Is.EqualTo(400)
        );
        Assert.That(await CountAsync("SELECT count(*) FROM outbox WHERE key LIKE 'evt_forged%'"), Is.Zero);

        Assert.That(
            await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, forged),
            Is.EqualTo(200),
            "a signed webhook only triggers a check at Stripe"
        );
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("pending"));
    }

    private Task<long> CountAsync(string sql) => _testServer.Server.SqlAsync<long>(sql);

    private Task<string> GetIdentifierAsync(string id) =>
        _testServer.Server.SqlAsync<string>($"SELECT identifier FROM orders WHERE id = {id}");
}
