using System.Net;
using OpenEvent.Application.Ticketing;
using Stripe;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Payments through Stripe's payment intents, on the event's own account, by Stripe's own client.</summary>
/// <remarks>
/// Stripe keeps idempotency keys for a day at least; a refund may be tried for longer, so it is looked for first by the reference in its metadata.
/// </remarks>
internal sealed class StripePayments(StripeSettings settings, HttpClient http, TimeProvider clock) : IPayments
{
    private const string Reference = "openevent_reference";
    private static readonly List<string> WithCharge = ["latest_charge"];

    private readonly StripeClient _client = new(
        new StripeClientOptions
        {
            ApiKey = string.IsNullOrEmpty(settings.SecretKey) ? "none" : settings.SecretKey,
            ApiBase = settings.BaseAddress.TrimEnd('/'),
            ConnectBase = settings.EffectiveConnect.TrimEnd('/'),
            HttpClient = new SystemNetHttpClient(http, settings.Retries, enableTelemetry: false),
        }
    );

    public bool IsConfigured => !string.IsNullOrEmpty(settings.SecretKey);

    public Task<MerchantKeys> LinkAsync(string code, CancellationToken ct) =>
        AskAsync(async () =>
        {
            var token = await new OAuthTokenService(_client).CreateAsync(
                new OAuthTokenCreateOptions { GrantType = "authorization_code", Code = code },
                cancellationToken: ct
            );
#pragma warning disable CS0618 // Stripe would rather have us act by its platform key for every account; an event's own key reaches that event's money only.
            return
                token
                    is {
                        StripeUserId: { Length: > 0 } account,
                        AccessToken: { Length: > 0 } key,
                        StripePublishableKey: { Length: > 0 } publishable
                    }
                ? new MerchantKeys(account, publishable, key, token.RefreshToken)
                : throw new PaymentRefusedException("Stripe gave no account for that code.");
#pragma warning restore CS0618
        });

    public Task<ProviderPayment> OpenAsync(Merchant merchant, PaymentWish wish, CancellationToken ct) =>
        AskAsync(async () =>
            Shown(
                await new PaymentIntentService(_client).CreateAsync(
                    new PaymentIntentCreateOptions
                    {
                        Amount = StripeAmount.Of(wish.Amount, wish.Currency),
                        Currency = wish.Currency.ToLowerInvariant(),
                        Description = wish.Description,
                        AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true },
                        Metadata = new Dictionary<string, string> { ["order"] = wish.OrderIdentifier, [Reference] = wish.Reference },
                        Expand = WithCharge,
                    },
                    As(merchant, wish.Reference),
                    ct
                )
            )
        );

    public Task<ProviderPayment> LookAsync(Merchant merchant, string externalId, CancellationToken ct) =>
        AskAsync(async () =>
            Shown(
                await new PaymentIntentService(_client).GetAsync(
                    externalId,
                    new PaymentIntentGetOptions { Expand = WithCharge },
                    As(merchant),
                    ct
                )
            )
        );

    public async Task<ProviderPayment> CloseAsync(Merchant merchant, string externalId, CancellationToken ct)
    {
        try
        {
            return await AskAsync(async () =>
                Shown(
                    await new PaymentIntentService(_client).CancelAsync(
                        externalId,
                        new PaymentIntentCancelOptions { Expand = WithCharge },
                        As(merchant),
                        ct
                    )
                )
            );
        }
        catch (PaymentRefusedException refused) when (refused.Code == "payment_intent_unexpected_state")
        {
            return await LookAsync(merchant, externalId, ct); // it has succeeded, or is under way
        }
    }

    public Task<ProviderRefund> RefundAsync(Merchant merchant, RefundWish wish, CancellationToken ct) =>
        AskAsync(async () =>
        {
            var refunds = new RefundService(_client);
            ProviderRefund? byHand = null;
            await foreach (
                var before in refunds.ListAutoPagingAsync(
                    new RefundListOptions { PaymentIntent = wish.PaymentId, Limit = 100 },
                    As(merchant),
                    ct
                )
            )
            {
                if (before.Metadata is { } words && words.TryGetValue(Reference, out var reference) && reference == wish.Reference)
                    return Shown(before);
                if (before.Status is not ("failed" or "canceled"))
                    byHand ??= Shown(before);
            }

            try
            {
                return Shown(
                    await refunds.CreateAsync(
                        new RefundCreateOptions
                        {
                            PaymentIntent = wish.PaymentId,
                            Amount = StripeAmount.Of(wish.Amount, wish.Currency),
                            Metadata = new Dictionary<string, string> { [Reference] = wish.Reference },
                        },
                        As(merchant, wish.Reference),
                        ct
                    )
                );
            }
            catch (StripeException refused) when (refused.StripeError?.Code == "charge_already_refunded" && byHand is not null)
            {
                return byHand; // somebody gave all of it back in Stripe's dashboard: what was wanted is done
            }
        });

    public ProviderNews? Read(string body, string? signature)
    {
        if (string.IsNullOrEmpty(settings.WebhookSecret))
            throw new PaymentRefusedException("This server takes no news of Stripe: its operator sets Payments:Stripe:WebhookSecret.");
        try
        {
            var news = EventUtility.ConstructEvent(
                body,
                signature ?? "",
                settings.WebhookSecret,
                300,
                clock.GetUtcNow().ToUnixTimeSeconds(),
                throwOnApiVersionMismatch: false
            );
            return news.Data?.Object switch
            {
                PaymentIntent intent => new ProviderNews(news.Id, intent.Id),
                Refund { PaymentIntentId: { } payment } => new ProviderNews(news.Id, payment, IsAboutRefund: true),
                Charge { PaymentIntentId: { } payment } => new ProviderNews(
                    news.Id,
                    payment,
                    news.Type.Contains("refund", StringComparison.Ordinal)
                ),
                _ when news is { Type: "account.application.deauthorized", Account: { } account } => new ProviderNews(
                    news.Id,
                    null,
                    UnlinkedAccount: account
                ),
                _ => null,
            };
        }
        catch (StripeException failure)
        {
            throw new PaymentRefusedException("Not signed by Stripe, or too long ago.", failure);
        }
        catch (Exception failure)
            when (failure
                    is Newtonsoft.Json.JsonException
                        or System.Text.Json.JsonException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or NullReferenceException
                        or InvalidCastException
            )
        {
            throw new PaymentRefusedException("Signed, but no event of Stripe's.", failure);
        }
    }

    private static RequestOptions As(Merchant merchant, string? key = null) =>
        merchant.SecretKey is { } own
            ? new RequestOptions { ApiKey = own, IdempotencyKey = key }
            : new RequestOptions { StripeAccount = merchant.AccountId, IdempotencyKey = key };

    private static ProviderPayment Shown(PaymentIntent intent)
    {
        var state = intent.Status switch
        {
            "succeeded" => ProviderPaymentState.Succeeded,
            "canceled" => ProviderPaymentState.Closed,
            _ => ProviderPaymentState.Open,
        };
        var (charge, card) = (intent.LatestCharge, intent.LatestCharge?.PaymentMethodDetails?.Card);
        var trace = charge is null
            ? null
            : new PaymentTrace(
                charge.Id,
                charge.PaymentMethodDetails?.Type,
                card?.Brand,
                card?.Last4,
                card?.ExpMonth.ToString(System.Globalization.CultureInfo.InvariantCulture),
                card?.ExpYear.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        return new ProviderPayment(
            intent.Id,
            state,
            intent.Status,
            intent.Amount,
            state == ProviderPaymentState.Succeeded ? StripeAmount.From(intent.AmountReceived, intent.Currency) : 0,
            intent.Currency.ToUpperInvariant(),
            intent.ClientSecret,
            trace
        );
    }

    private static ProviderRefund Shown(Refund refund) =>
        refund.Status switch
        {
            "succeeded" => new ProviderRefund(refund.Id, ProviderRefundState.Succeeded, null),
            "failed" or "canceled" => new ProviderRefund(refund.Id, ProviderRefundState.Failed, refund.FailureReason ?? refund.Status),
            _ => new ProviderRefund(refund.Id, ProviderRefundState.Underway, null),
        };

    /// <summary>Tells a refusal for good from a trouble that passes. What Stripe says of our keys is for our log, and no client's business.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StripeException failure)
        {
            var code = failure.StripeError?.Code ?? failure.StripeError?.Error;
            var isPassing =
                failure.HttpStatusCode
                    is 0
                        or HttpStatusCode.Unauthorized
                        or HttpStatusCode.Forbidden
                        or HttpStatusCode.TooManyRequests
                        or HttpStatusCode.Conflict
                        or >= HttpStatusCode.InternalServerError
                || failure.StripeError?.Type is "idempotency_error" or "api_error";
            throw isPassing
                ? new PaymentDelayedException($"Stripe answered {(int)failure.HttpStatusCode} {code}.", failure)
                : new PaymentRefusedException(
                    $"Stripe refuses it: {failure.StripeError?.Message ?? failure.StripeError?.ErrorDescription ?? code ?? "no reason given"}",
                    failure
                )
                {
                    Code = code,
                };
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or TaskCanceledException { InnerException: TimeoutException }
                        or TimeoutException
                        or IOException
                        or Newtonsoft.Json.JsonException
            )
        {
            throw new PaymentDelayedException($"Stripe cannot be asked: {failure.GetType().Name}.", failure);
        }
    }
}
