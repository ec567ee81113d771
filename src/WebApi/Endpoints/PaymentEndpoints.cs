using System.Globalization;
using System.Text;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Payments of orders, and the webhook of the payment provider (docs/reference/legacy-routes.md#payments).</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this WebApplication app)
    {
        var routes = new RouteTable(app, "Payments");
        routes.Post("/v1/orders/{key}/charge", ChargeAsync, RoutePermission.Buyer, new PreflightStep(ChargePreflightAsync));
        routes.Post("/v1/orders/{key}/verify", VerifyAsync, RoutePermission.OrderReader, new PreflightStep(VerifyPreflightAsync));
        routes.Post("/v1/stripe/webhook", ReceiveWebhookAsync, RoutePermission.PaymentProvider);

        // The routes of the reference server's other payment providers. None of them is configured here.
        routes.Post("/v1/orders/{key}/create-paypal-payment", RejectPayPalAsync, RoutePermission.Buyer);
        routes.Post("/v1/orders/{key}/verify-mobile-paypal-payment", RejectPayPalAsync, RoutePermission.Buyer);
        routes.Get("/v1/alipay/create_source/{key}", RejectAlipayAsync, RoutePermission.Buyer);
        routes.Post("/v1/alipay/create_source/{key}", RejectAlipayAsync, RoutePermission.Buyer);
        routes.Get("/v1/alipay/alipay_return_uri/{key}", RejectAlipayAsync, RoutePermission.Buyer);
        routes.Post("/v1/alipay/alipay_return_uri/{key}", RejectAlipayAsync, RoutePermission.Buyer);
        routes.Get("/v1/orders/{key}/omise-checkout", RejectOmiseAsync, RoutePermission.Buyer);
        routes.Post("/v1/orders/{key}/omise-checkout", RejectOmiseAsync, RoutePermission.Buyer);
        routes.Get("/v1/orders/{key}/paytm/initiate-transaction", RejectPaytmAsync, RoutePermission.Buyer);
        routes.Post("/v1/orders/{key}/paytm/initiate-transaction", RejectPaytmAsync, RoutePermission.Buyer);
        routes.Get("/v1/orders/{key}/paytm/fetch-payment-options/{txn}", RejectPaytmAsync, RoutePermission.Buyer);
        routes.Get("/v1/orders/{key}/paytm/process_transaction/{txn}", RejectPaytmAsync, RoutePermission.Buyer);
        routes.Get("/v1/orders/{key}/paytm/transaction-status", RejectPaytmAsync, RoutePermission.Buyer);
        routes.Post("/v1/orders/{key}/paytm/send_otp/{txn}", RejectPaytmAsync, RoutePermission.Buyer);
        routes.Post("/v1/orders/{key}/paytm/validate_otp/{txn}", RejectPaytmAsync, RoutePermission.Buyer);
    }

    private static async Task ChargePreflightAsync(HttpContext http) =>
        await Mediator(http).Send(new ChargePreflight(KeyOf(http), await ChargeBody.ReadAsync(http)), http.RequestAborted);

    private static Task VerifyPreflightAsync(HttpContext http) =>
        Mediator(http).Send(new VerificationPreflight(KeyOf(http)), http.RequestAborted);

    private static Task RejectPayPalAsync(string key, IMediator mediator, CancellationToken ct) => RejectAsync("paypal", key, mediator, ct);

    private static Task RejectAlipayAsync(string key, IMediator mediator, CancellationToken ct) => RejectAsync("alipay", key, mediator, ct);

    private static Task RejectOmiseAsync(string key, IMediator mediator, CancellationToken ct) => RejectAsync("omise", key, mediator, ct);

    private static Task RejectPaytmAsync(string key, IMediator mediator, CancellationToken ct) => RejectAsync("paytm", key, mediator, ct);

    private static Task RejectAsync(string provider, string key, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RejectPaymentProvider(new ResourceKey(key), provider), ct);

    private static async Task ChargeAsync(HttpContext http, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        var (orderId, identifier, payment) = await Mediator(http).Send(new ChargeOrder(KeyOf(http), await ChargeBody.ReadAsync(http)), ct);
        var links = new { self = $"/v1/orders/{identifier}/charge" };
        var id = orderId.ToString(CultureInfo.InvariantCulture);
        await SendAsync(
            http,
            MediaType.JsonApi,
            new
            {
                data = new
                {
                    type = "charge",
                    id,
                    attributes = new { status = true, message = SerializeIntent(payment) },
                    links,
                },
                links,
                jsonapi = new { version = "1.0" },
            }
        );
    }

    /// <summary>The reference server's clients parse the payment intent from this text.</summary>
    private static string SerializeIntent(ProviderPayment payment) =>
        JsonSerializer.Serialize(
            new
            {
                @object = "payment_intent",
                id = payment.Id,
                client_secret = payment.ClientSecret,
                amount = payment.MinorUnits,
                currency = payment.Currency.ToLowerInvariant(),
                status = payment.Status,
            }
        );

    private static async Task VerifyAsync(HttpContext http, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        var status = await Mediator(http).Send(new VerifyPayment(KeyOf(http)), ct);
        await SendAsync(http, "application/json", new { payment_status = status.ToString().ToLowerInvariant() });
    }

    private static async Task ReceiveWebhookAsync(HttpContext http, CancellationToken ct)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(ct);
        await Mediator(http).Send(new HandlePaymentWebhook(body, http.Request.Headers["Stripe-Signature"]), ct);
        await SendAsync(http, "application/json", new { received = true });
    }

    private static async Task SendAsync(HttpContext http, string type, object body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static ResourceKey KeyOf(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static IMediator Mediator(HttpContext http) => http.RequestServices.GetRequiredService<IMediator>();
}
