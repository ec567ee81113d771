using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Payments;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Who sees payments and refunds, the daily e-mail about them, and their metrics.</summary>
[TestFixture]
public sealed class PaymentResourcesTests
{
    private PaymentTestServer _testServer = null!;
    private ApiClient _buyer = null!;
    private ApiClient _stranger = null!;
    private string _order = "";

    [OneTimeSetUp]
    public async Task FailARefundAsync()
    {
        _testServer = await PaymentTestServer.OpenAsync();
        _buyer = await _testServer.Server.RegisterUserAsync();
        _stranger = await _testServer.Server.RegisterUserAsync();
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync());
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await _testServer.Server.ProcessOutboxAsync();
        _testServer.Stripe.Payments.FinishRefund(intent, "failed", "expired_or_canceled_card");
        await _testServer.ReconcileAsync();
        _order = id;
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _testServer.DisposeAsync();

    [Test]
    public async Task Team_and_staff_see_payments_and_refunds_with_all_fields()
    {
        foreach (var client in new[] { _testServer.TestEvent.Owner, _testServer.Server.Admin })
        {
            var payment = await ReadOneAsync(client, $"/v1/orders/{_order}/payments");
            Assert.That(
                (
                    payment.GetProperty("amount-received").GetDecimal(),
                    payment.GetProperty("amount-refunded").GetDecimal(),
                    payment.GetProperty("account").GetString()
                ),
                Is.EqualTo((12.5m, 0m, $"acct_ac_{_testServer.TestEvent.EventId}"))
            );
            var refund = await ReadOneAsync(client, $"/v1/events/{_testServer.TestEvent.EventId}/refunds");
            Assert.That(
                (
                    refund.GetProperty("state").GetString(),
                    refund.GetProperty("reason").GetString(),
                    refund.GetProperty("initiated-by").GetString(),
                    refund.GetProperty("failure").GetString(),
                    refund.GetProperty("failure-text").GetString()
                ),
                Is.EqualTo(
                    (
                        "failed",
                        "order_cancelled",
                        "user",
                        "expired_or_canceled_card",
                        "The buyer's card has expired. Pay the money back by other means."
                    )
                )
            );
        }
    }

    [Test]
    public async Task Buyers_see_their_own_payments_and_refunds_without_private_fields()
    {
        foreach (var url in new[] { "/v1/payments", "/v1/refunds", $"/v1/orders/{_order}/payments" })
        {
            var own = await ReadOneAsync(_buyer, url);
            foreach (var name in new[] { "account", "external-id", "reference", "failure", "dispute-due-at" })
                Assert.That(own.TryGetProperty(name, out _), Is.False, name);
        }
    }

    [Test]
    public async Task Strangers_see_no_payments_and_no_refunds()
    {
        foreach (var path in new[] { "payments", "refunds" })
        {
            Assert.That((await _stranger.GetAsync($"/v1/{path}")).EnsureStatus(HttpStatusCode.OK).Data.GetArrayLength(), Is.Zero);
            Assert.That((await _testServer.Server.Anonymous.GetAsync($"/v1/{path}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            var id = (await _testServer.Server.Admin.GetAsync($"/v1/{path}")).Ids.First();
            Assert.That((await _stranger.GetAsync($"/v1/{path}/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task Buyer_cannot_resolve_a_refund()
    {
        var id = (await _buyer.GetAsync("/v1/refunds")).Ids.Single();
        Assert.That(
            (await _buyer.PatchAsync($"/v1/refunds/{id}", JsonApiDocument.Of("refund", id, new { is_resolved = true }))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task Organizers_get_one_email_a_day_about_failed_refunds()
    {
        var runAt = new DateTimeOffset(2021, 6, 10, 5, 30, 0, TimeSpan.Zero);
        for (var i = 0; i < 2; i++)
            await SendProblemsAsync(runAt);
        await SendProblemsAsync(runAt.AddDays(1));
        await _testServer.Server.ProcessOutboxAsync();
        var emails = (await _testServer.GetEmailsAsync(_testServer.TestEvent.Owner, "payment_problems")).Split("\n---\n");
        Assert.That(emails, Has.Length.EqualTo(2));
        Assert.That(emails[0], Does.Contain("The refund of EUR 12.50 failed.").And.Contain("The buyer's card has expired."));
    }

    [Test]
    public async Task Metrics_count_failed_refunds()
    {
        var services = _testServer.Server.App.Services;
        await services.GetRequiredService<PaymentMonitor>().CountAsync(CancellationToken.None);
        Assert.That(services.GetRequiredService<PaymentMetrics>().Counts, Is.EqualTo(new PaymentCounts(0, 0, FailedRefunds: 1, 0)));
    }

    private async Task SendProblemsAsync(DateTimeOffset runAt)
    {
        for (long? next = 0; next is { } after; )
        {
            await using var scope = _testServer.Server.App.Services.CreateServerScope();
            next = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SendPaymentProblems(runAt, after));
        }
    }

    private static async Task<System.Text.Json.JsonElement> ReadOneAsync(ApiClient client, string url) =>
        (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Data.EnumerateArray().Single().GetProperty("attributes");
}
