using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Ticketing;
using OpenEvent.StripeStandIn;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A server with a stand-in for Stripe, and an event whose account there is linked.</summary>
internal sealed class Till(OpenEventServer server, StandIn stripe, BoxOffice office) : IAsyncDisposable
{
    public OpenEventServer Server => server;

    public StandIn Stripe => stripe;

    public BoxOffice Office => office;

    public static async Task<Till> OpenAsync(params string[] settings)
    {
        var stripe = await StandIn.StartAsync();
        var server = await OpenEventServer.StartAsync([.. SettingsFor(stripe), .. settings]);
        var till = new Till(server, stripe, await BoxOffice.OpenAsync(server));
        await TakeMoneyAsync(till.Office);
        return till;
    }

    public static string[] SettingsFor(StandIn stripe) =>
        [
            $"--Payments:Stripe:SecretKey={StandIn.SecretKey}",
            $"--Payments:Stripe:WebhookSecret={StandIn.WebhookSecret}",
            $"--Payments:Stripe:BaseAddress={stripe.Url}",
            "--Payments:Stripe:Retries=0",
            "--Payments:Stripe:SweepSeconds=0",
            "--Payments:Stripe:TimeoutSeconds=10",
        ];

    /// <summary>Another event of the server's that takes money, in another currency.</summary>
    public async Task<BoxOffice> AnotherAsync(string currency)
    {
        var other = await BoxOffice.OpenAsync(server, $"Summit in {currency}");
        await TakeMoneyAsync(other, currency);
        return other;
    }

    /// <summary>A submitted order for one seat, to be paid by card.</summary>
    public static async Task<(string Id, string Identifier)> OrderAsync(Client buyer, long ticket, int seats = 1)
    {
        var order = (await BoxOffice.OrderAsync(buyer, ticket, seats)).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(buyer, order.Id(), new { payment_mode = "stripe", status = "pending" })).Must(HttpStatusCode.OK);
        return (order.Id(), order.Attribute("identifier").GetString()!);
    }

    public static Task<Answer> ChargeAsync(Client buyer, string order, params (string Name, string Value)[] headers) =>
        buyer.PostAsync(
            $"/v1/orders/{order}/charge",
            new { data = new { type = "charge", attributes = new { stripe = "tok_visa" } } },
            headers
        );

    public static Task<Answer> VerifyAsync(Client who, string order) => who.PostAsync($"/v1/orders/{order}/verify", null);

    /// <summary>The intent that a charge answered.</summary>
    public Intent IntentOf(Answer charged) => stripe.Book.Find(MessageOf(charged).GetProperty("id").GetString()!);

    public static JsonElement MessageOf(Answer charged) => JsonDocument.Parse(charged.Attribute("message").GetString()!).RootElement;

    /// <summary>The buyer's browser pays.</summary>
    public void Pay(Answer charged, string card = "pm_card_visa") =>
        stripe.Book.Confirm(
            MessageOf(charged).GetProperty("id").GetString()!,
            MessageOf(charged).GetProperty("client_secret").GetString(),
            card
        );

    /// <summary>A new order, charged and paid at Stripe; the server does not know yet.</summary>
    public async Task<(string Id, string Identifier, Intent Intent)> PaidAsync(Client buyer, long ticket)
    {
        var (id, identifier) = await OrderAsync(buyer, ticket);
        var charged = (await ChargeAsync(buyer, identifier)).Must(HttpStatusCode.OK);
        Pay(charged);
        return (id, identifier, IntentOf(charged));
    }

    /// <summary>Stripe tells what it has not told yet.</summary>
    public async Task TellAsync(Func<(string Type, string Body), bool>? which = null)
    {
        foreach (var news in stripe.News.Held.Where(which ?? (_ => true)))
            await stripe.News.DeliverAsync(WebhookUrl, news.Body);
        await server.WorkOffAsync();
    }

    public string WebhookUrl => new Uri(server.Anonymous.Http.BaseAddress!, "/v1/stripe/webhook").ToString();

    /// <summary>The clock strikes: every open payment is asked for.</summary>
    /// <param name="workOff">The outbox too, which is for tests whose server does not do so itself.</param>
    public async Task SweepAsync(bool workOff = true)
    {
        await server.SqlAsync(
            "UPDATE payments SET check_at = now() - interval '1 second' WHERE check_at IS NOT NULL; UPDATE refunds SET check_at = now() - interval '1 second' WHERE check_at IS NOT NULL"
        );
        await using var scope = server.App.Services.CreateAsyncScope();
        var check = scope.ServiceProvider.GetRequiredService<PaymentCheck>();
        await check.SweepRefundsAsync(CancellationToken.None);
        foreach (var due in await check.DueAsync(1000, CancellationToken.None))
        {
            try
            {
                await check.SweepAsync(due, CancellationToken.None);
            }
            catch (Exception failure) when (failure is PaymentDelayedException or PaymentRefusedException)
            {
                // It is asked for again after a while.
            }
        }

        if (workOff)
            await server.WorkOffAsync();
    }

    /// <summary>What failed and waits for its next attempt has it now.</summary>
    public async Task RetryAsync()
    {
        await server.SqlAsync("UPDATE outbox SET available_at = now() WHERE state = 'Waiting'");
        await server.WorkOffAsync();
    }

    public Task ExpireAsync(string order) =>
        server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order}");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await stripe.DisposeAsync();
    }

    private static async Task TakeMoneyAsync(BoxOffice office, string currency = "EUR")
    {
        (
            await office.Owner.PatchAsync(
                $"/v1/events/{office.EventId}",
                Document.Of(
                    "event",
                    office.EventId,
                    new
                    {
                        can_pay_by_stripe = true,
                        can_pay_by_bank = true,
                        can_pay_by_cheque = true,
                        can_pay_by_invoice = true,
                        can_pay_onsite = true,
                        payment_currency = currency,
                        is_ticket_form_enabled = false,
                    }
                )
            )
        ).Must(HttpStatusCode.OK);
        await office.Owner.CreateAsync(
            "stripe-authorization",
            new { stripe_auth_code = $"ac_{office.EventId.ToString(CultureInfo.InvariantCulture)}" },
            ("event", "event", office.EventId)
        );
    }
}
