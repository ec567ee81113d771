using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A server with a Stripe stub, and an event with a connected Stripe account.</summary>
internal sealed class PaymentTestServer(OpenEventServer server, StripeStubServer stripe, TicketedEvent testEvent) : IAsyncDisposable
{
    public OpenEventServer Server => server;

    public StripeStubServer Stripe => stripe;

    public TicketedEvent TestEvent => testEvent;

    public static async Task<PaymentTestServer> OpenAsync(params string[] settings)
    {
        var stripe = await StripeStubServer.StartAsync();
        var server = await OpenEventServer.StartAsync([.. SettingsFor(stripe), .. settings]);
        var testServer = new PaymentTestServer(server, stripe, await TicketedEvent.CreateAsync(server));
        await EnablePaymentsAsync(testServer.TestEvent);
        return testServer;
    }

    public static string[] SettingsFor(StripeStubServer stripe) =>
        [
            $"--Payments:Stripe:SecretKey={StripeStubServer.SecretKey}",
            $"--Payments:Stripe:WebhookSecret={StripeStubServer.WebhookSecret}",
            $"--Payments:Stripe:BaseAddress={stripe.Url}",
            "--Payments:Stripe:Retries=0",
            "--Payments:Stripe:SweepSeconds=0",
            "--Payments:Stripe:TimeoutSeconds=10",
        ];

    /// <summary>
    /// Creates another event with payments, in another currency: any, since earlier versions accepted currencies with three decimal places.
    /// </summary>
    public async Task<TicketedEvent> CreateAnotherEventAsync(string currency)
    {
        var otherEvent = await TicketedEvent.CreateAsync(server, $"Summit in {currency}");
        await EnablePaymentsAsync(otherEvent);
        await server.SqlAsync($"UPDATE events SET payment_currency = '{currency}' WHERE id = {otherEvent.EventId}");
        return otherEvent;
    }

    /// <summary>Creates a ticket for 12.50 in the currency of the event.</summary>
    public Task<long> CreateTicketAsync(int seats = 20) => testEvent.CreateTicketAsync(seats, type: "paid", price: 12.5m);

    /// <summary>Creates a submitted order that is to be paid by Stripe.</summary>
    public static async Task<(string Id, string Identifier)> OrderAsync(ApiClient buyer, long ticket, int seats = 1)
    {
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, ticket, seats)).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { payment_mode = "stripe", status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        return (order.Id(), order.Attribute("identifier").GetString()!);
    }

    public static Task<ApiResponse> ChargeAsync(ApiClient buyer, string order, params (string Name, string Value)[] headers) =>
        buyer.PostAsync(
            $"/v1/orders/{order}/charge",
            new { data = new { type = "charge", attributes = new { stripe = "tok_visa" } } },
            headers
        );

    public static Task<ApiResponse> VerifyAsync(ApiClient client, string order) => client.PostAsync($"/v1/orders/{order}/verify", null);

    /// <summary>The payment intent that a charge returned.</summary>
    public Intent GetIntent(ApiResponse charged) => stripe.Payments.Find(GetMessage(charged).GetProperty("id").GetString()!);

    public static JsonElement GetMessage(ApiResponse charged) => JsonDocument.Parse(charged.Attribute("message").GetString()!).RootElement;

    /// <summary>Pays as the buyer's browser does.</summary>
    public void Pay(ApiResponse charged, string card = "pm_card_visa") =>
        stripe.Payments.Confirm(
            GetMessage(charged).GetProperty("id").GetString()!,
            GetMessage(charged).GetProperty("client_secret").GetString(),
            card
        );

    /// <summary>Creates an order that is charged and paid at Stripe. The server does not know about the payment yet.</summary>
    public async Task<(string Id, string Identifier, Intent Intent)> CreatePaidOrderAsync(ApiClient buyer, long ticket)
    {
        var (id, identifier) = await OrderAsync(buyer, ticket);
        var charged = (await ChargeAsync(buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Pay(charged);
        return (id, identifier, GetIntent(charged));
    }

    /// <summary>Delivers the webhooks that Stripe has not sent yet, and runs the outbox.</summary>
    public async Task DeliverWebhooksAsync(Func<(string Type, string Body), bool>? which = null)
    {
        foreach (var webhook in stripe.Webhooks.Unsent.Where(which ?? (_ => true)))
            await stripe.Webhooks.DeliverAsync(WebhookUrl, webhook.Body);
        await server.ProcessOutboxAsync();
    }

    public string WebhookUrl => new Uri(server.Anonymous.Http.BaseAddress!, "/v1/stripe/webhook").ToString();

    /// <summary>Checks all open payments and refunds at Stripe, as the reconciliation job does.</summary>
    /// <param name="runOutbox">Whether to run the outbox too, for tests whose server does not run it itself.</param>
    public async Task ReconcileAsync(bool runOutbox = true)
    {
        await server.SqlAsync(
            """
            UPDATE payments SET check_at = now() - interval '1 second' WHERE check_at IS NOT NULL;
            UPDATE refunds SET check_at = now() - interval '1 second' WHERE check_at IS NOT NULL
            """
        );
        await using var scope = server.App.Services.CreateServerScope();
        var synchronizer = scope.ServiceProvider.GetRequiredService<PaymentSynchronizer>();
        await synchronizer.RetryOpenRefundsAsync(CancellationToken.None);
        foreach (var due in await synchronizer.ListDueAsync(1000, CancellationToken.None))
        {
            try
            {
                await synchronizer.SyncDueAsync(due, CancellationToken.None);
            }
            catch (Exception failure) when (failure is PaymentDelayedException or PaymentRejectedException or PaymentAccessException)
            {
                // The payment is checked again later.
            }
        }

        if (runOutbox)
            await server.ProcessOutboxAsync();
    }

    /// <summary>Runs outbox entries that wait for their next attempt.</summary>
    public async Task RetryOutboxAsync()
    {
        await server.SqlAsync("UPDATE outbox SET available_at = now() WHERE state = 'Waiting'");
        await server.ProcessOutboxAsync();
    }

    /// <returns>The reason and the state of the order's refund.</returns>
    public Task<string> GetRefundAsync(string order) =>
        server.SqlAsync<string>(
            $"SELECT r.reason || ' ' || r.state FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {order}"
        );

    /// <returns>Reason, initiator, state and amount of each refund of the order, in the order of their creation.</returns>
    public Task<string> GetRefundsAsync(string order) =>
        server.SqlAsync<string>(
            $"""
            SELECT coalesce(string_agg(concat_ws(' ', r.reason, r.initiated_by, r.state, round(r.amount, 2)), ', ' ORDER BY r.id), '')
            FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_identifier = '{order}' OR p.order_id::text = '{order}'
            """
        );

    /// <returns>The kinds of notifications that the user has, with their titles, if they are about a payment.</returns>
    public Task<string> GetAlertsAsync(ApiClient user) =>
        server.SqlAsync<string>(
            $"""
            SELECT coalesce(string_agg(content::json ->> 'title', ', ' ORDER BY id), '') FROM notifications
            WHERE user_id = {user.UserId} AND content::json ->> 'type' = 'payment_alert'
            """
        );

    /// <returns>The texts of the e-mails of this kind to the user.</returns>
    public Task<string> GetEmailsAsync(ApiClient user, string kind) =>
        server.SqlAsync<string>(
            $"""
            SELECT coalesce(string_agg(message, E'\n---\n' ORDER BY id), '') FROM mails
            WHERE recipient = '{user.Email}' AND action = '{kind}'
            """
        );

    public Task ExpireAsync(string order) =>
        server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order}");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await stripe.DisposeAsync();
    }

    private static async Task EnablePaymentsAsync(TicketedEvent testEvent)
    {
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of(
                    "event",
                    testEvent.EventId,
                    new
                    {
                        can_pay_by_stripe = true,
                        can_pay_by_bank = true,
                        can_pay_by_cheque = true,
                        can_pay_by_invoice = true,
                        can_pay_onsite = true,
                        payment_currency = "EUR",
                        is_ticket_form_enabled = false,
                    }
                )
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await testEvent.Owner.CreateAsync(
            "stripe-authorization",
            new { stripe_auth_code = $"ac_{testEvent.EventId.ToString(CultureInfo.InvariantCulture)}" },
            ("event", "event", testEvent.EventId)
        );
    }
}
