using System.Globalization;
using System.Text;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Paying for orders, and what the providers tell us (<c>spec/openevent/non-jsonapi.md</c> §2).</summary>
internal static class PaymentEndpoints
{
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    public static void MapPayments(this WebApplication app)
    {
        var routes = app.MapGroup("").WithTags("Payments");
        routes
            .MapPost("/v1/orders/{key}/charge", ChargeAsync)
            .WithMetadata(
                new PreflightStep(async http =>
                    await Mediator(http).Send(new ChargePreflight(KeyOf(http), await ChargeBody.ReadAsync(http)), http.RequestAborted)
                )
            )
            .Describe(
                "Begins the payment of an order at its event's provider: the message is the payment intent that the client confirms there",
                """{"data": {"type": "charge", "attributes": {"stripe?": null}}}""",
                """{"data": {"type": "charge", "id": "12", "attributes": {"status": true, "message": "{…}"}}}""",
                MediaType.JsonApi
            );
        routes
            .MapPost("/v1/orders/{key}/verify", VerifyAsync)
            .WithMetadata(new PreflightStep(http => Mediator(http).Send(new VerificationPreflight(KeyOf(http)), http.RequestAborted)))
            .Describe(
                "Asks the provider whether the order is paid, and completes it if it is",
                responseExample: """{"payment_status": "completed"}"""
            );
        routes
            .MapPost("/v1/stripe/webhook", WebhookAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe(
                "Takes Stripe's signed news of payments",
                """{"id": "evt_1", "type": "payment_intent.succeeded"}""",
                """{"received": true}"""
            );

        // The reference's other providers. It has them on these routes; here none of them is configured.
        MapUnconfiguredProvider(
            routes,
            "paypal",
            [HttpMethods.Post],
            "/v1/orders/{key}/create-paypal-payment",
            "/v1/orders/{key}/verify-mobile-paypal-payment"
        );
        MapUnconfiguredProvider(routes, "alipay", GetAndPost, "/v1/alipay/create_source/{key}", "/v1/alipay/alipay_return_uri/{key}");
        MapUnconfiguredProvider(routes, "omise", GetAndPost, "/v1/orders/{key}/omise-checkout");
        MapUnconfiguredProvider(routes, "paytm", GetAndPost, "/v1/orders/{key}/paytm/initiate-transaction");
        MapUnconfiguredProvider(
            routes,
            "paytm",
            [HttpMethods.Get],
            "/v1/orders/{key}/paytm/fetch-payment-options/{txn}",
            "/v1/orders/{key}/paytm/process_transaction/{txn}",
            "/v1/orders/{key}/paytm/transaction-status"
        );
        MapUnconfiguredProvider(
            routes,
            "paytm",
            [HttpMethods.Post],
            "/v1/orders/{key}/paytm/send_otp/{txn}",
            "/v1/orders/{key}/paytm/validate_otp/{txn}"
        );
    }

    private static void MapUnconfiguredProvider(RouteGroupBuilder routes, string provider, string[] methods, params string[] paths)
    {
        foreach (var path in paths)
            routes
                .MapMethods(path, methods, (string key, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RejectPaymentProvider(new ResourceKey(key), provider), ct)
                )
                .Describe($"Refused: {provider} is not configured");
    }

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

    /// <summary>The reference's clients read the intent out of this text.</summary>
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

    private static async Task WebhookAsync(HttpContext http, CancellationToken ct)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(ct);
        await Mediator(http).Send(new HandlePaymentWebhook(body, http.Request.Headers["Stripe-Signature"]), ct);
        await SendAsync(http, "application/json", new { received = true });
    }

    private static async Task SendAsync(HttpContext http, string type, object body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        (http.Response.ContentType, http.Response.ContentLength) = (type, bytes.Length);
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static ResourceKey KeyOf(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static IMediator Mediator(HttpContext http) => http.RequestServices.GetRequiredService<IMediator>();
}
