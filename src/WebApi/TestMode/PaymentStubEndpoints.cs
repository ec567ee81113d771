using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.TestMode;

/// <summary><c>/testing/payments</c>: the payments at the Stripe stub, the buyer's browser, and faults on demand.</summary>
internal static partial class PaymentStubEndpoints
{
    private const int MaxPayments = 1000;
    private const int MaxTimes = 100;
    private const string CardField = "payment-method";

    public static void Map(IEndpointRouteBuilder routes, StripeStubServer stripe)
    {
        routes.MapGet("/payments", () => Results.Json(Describe(stripe))).ExcludeFromDescription();
        routes
            .MapPost("/payments/{id}/confirm", (string id, HttpContext http, ITestDatabase database) =>
                ConfirmAsync(stripe, id, http, database)
            )
            .ExcludeFromDescription();
        routes.MapPost("/payments/faults", (HttpContext http, CancellationToken _) => AddFaultAsync(stripe, http)).ExcludeFromDescription();
        routes
            .MapDelete("/payments/faults", () =>
            {
                stripe.ClearFaults();
                return Results.NoContent();
            })
            .ExcludeFromDescription();
    }

    private static object Describe(StripeStubServer stripe) =>
        new
        {
            stripe = stripe.Url,
            payments = stripe
                .Payments.Intents.OrderByDescending(i => i.Id, StringComparer.Ordinal)
                .Take(MaxPayments)
                .Select(i => new
                {
                    id = i.Id,
                    order = i.Metadata.GetValueOrDefault("order"),
                    amount = i.Amount,
                    currency = i.Currency,
                    status = i.Status,
                    refunded = i.RefundedAmount,
                }),
        };

    /// <summary>
    /// What the buyer's browser does with the payment intent of a charge: it sends the card to Stripe. The answer waits until the server
    /// has processed the webhook, so that the order is as it will be, and a webhook of a declined card does not meet a later payment.
    /// </summary>
    private static async Task<IResult> ConfirmAsync(StripeStubServer stripe, string id, HttpContext http, ITestDatabase database)
    {
        var wait = QueryInteger.ReadWait(http, defaultSeconds: 10);
        var body = await ReadBodyAsync(http);
        if (stripe.Payments.TryFind(id) is not { } intent)
            throw RejectedException.NotFound("payment", id.Length <= 100 ? id : id[..100]);
        var card = ReadText(body, CardField, "pm_card_visa");
        var answer = stripe.Payments.Confirm(id, intent.ClientSecret, card);
        var content = (JsonObject)answer.Body.DeepClone();
        var start = TimeProvider.System.GetTimestamp();
        var isAnswered = await stripe.Webhooks.WaitUntilAnsweredAsync(wait, http.RequestAborted);
        var isDone = await database.WaitUntilDoneAsync(wait - TimeProvider.System.GetElapsedTime(start), http.RequestAborted);
        content["settled"] = isAnswered && isDone;
        return Results.Json(content, statusCode: answer.Status);
    }

    private static async Task<IResult> AddFaultAsync(StripeStubServer stripe, HttpContext http)
    {
        var body = await ReadBodyAsync(http);
        var call = ReadText(body, "call", "POST /v1/payment_intents");
        if (!Call().IsMatch(call))
            throw RejectedException.Invalid("Must be a method and a path, such as POST /v1/refunds.", "/call");
        var webhook = ReadText(body, "event", "payment_intent.succeeded");
        Action plan = ReadText(body, "fault", "") switch
        {
            "decline" => stripe.Payments.DeclineNext,
            "error" => () => stripe.FailNext(call, StripeFault.ErrorBefore),
            "timeout" => () => stripe.FailNext(call, StripeFault.HangBefore),
            "answer-lost" => () => stripe.FailNext(call, StripeFault.HangAfter),
            "webhook-lost" => () => stripe.Webhooks.FailNext(webhook, WebhookFault.Lost),
            "webhook-duplicated" => () => stripe.Webhooks.FailNext(webhook, WebhookFault.Duplicated),
            "webhook-late" => () => stripe.Webhooks.FailNext(webhook, WebhookFault.Late),
            _ => throw RejectedException.Invalid(
                "Must be decline, error, timeout, answer-lost, webhook-lost, webhook-duplicated or webhook-late.",
                "/fault"
            ),
        };
        for (var i = ReadTimes(body); i > 0; i--)
            plan();
        return Results.NoContent();
    }

    /// <summary>A request without a body is one without fields.</summary>
    private static async Task<JsonElement> ReadBodyAsync(HttpContext http) =>
        http.Request.ContentLength is 0 or null && http.Request.ContentType is null
            ? JsonDocument.Parse("{}").RootElement
            : await NamedRouteBody.ReadObjectAsync(http);

    private static string ReadText(JsonElement body, string field, string defaultValue) =>
        !body.TryGetProperty(field, out var value) ? defaultValue
        : value.ValueKind == JsonValueKind.String && value.GetRawText().Length <= 200 ? value.GetString()!
        : throw RejectedException.Invalid("Must be a text of at most 200 characters.", $"/{field}");

    private static int ReadTimes(JsonElement body) =>
        !body.TryGetProperty("times", out var times) ? 1
        : times.ValueKind == JsonValueKind.Number && times.TryGetInt32(out var number) && number is >= 1 and <= MaxTimes ? number
        : throw RejectedException.Invalid($"Must be a number of 1 to {MaxTimes}.", "/times");

    [GeneratedRegex(@"\A(GET|POST) /[\w/.-]+\z")]
    private static partial Regex Call();
}
