using System.Net;
using OpenEvent.Application.Ticketing;
using Stripe;
using DisputeState = OpenEvent.Domain.Ticketing.DisputeState;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Payments with Stripe's payment intents on the event's own account, through Stripe's official client.</summary>
/// <remarks>
/// Stripe keeps idempotency keys, with the answers to them, server errors included, for at least 24 hours
/// (https://docs.stripe.com/api/idempotent_requests). A repeated answer has the header <c>Idempotent-Replayed</c>.
/// </remarks>
internal sealed class StripePaymentProvider(StripeSettings settings, HttpClient http, TimeProvider clock) : IPaymentProvider
{
    private const string ReplayedHeader = "Idempotent-Replayed";
    private const int MaxReversals = 1000;
    private static readonly List<string> ExpandCharge = ["latest_charge"];

    private readonly StripeClient _client = new(
        new StripeClientOptions
        {
            ApiKey = string.IsNullOrEmpty(settings.SecretKey) ? "none" : settings.SecretKey,
            ApiBase = settings.BaseAddress.TrimEnd('/'),
            ConnectBase = settings.EffectiveConnectAddress.TrimEnd('/'),
            HttpClient = new SystemNetHttpClient(http, settings.Retries, enableTelemetry: false),
        }
    );

    public bool IsConfigured => !string.IsNullOrEmpty(settings.SecretKey);

    public bool CanChargeExactly(string currency) => StripeAmount.CanChargeExactly(currency);

    public Task<MerchantKeys> ConnectAccountAsync(string code, CancellationToken ct) =>
        CallAsync(async () =>
        {
            var token = await new OAuthTokenService(_client).CreateAsync(
                new OAuthTokenCreateOptions { GrantType = "authorization_code", Code = code },
                cancellationToken: ct
            );
            // Stripe recommends the platform's key for all accounts. An event's own key is used because it gives access to that event's
            // account only.
#pragma warning disable CS0618
            return
                token
                    is {
                        StripeUserId: { Length: > 0 } account,
                        AccessToken: { Length: > 0 } key,
                        StripePublishableKey: { Length: > 0 } publishable
                    }
                ? new MerchantKeys(account, publishable, key, token.RefreshToken)
                : throw new PaymentRejectedException("Stripe returned no account for this code.");
#pragma warning restore CS0618
        });

    public Task<ProviderPayment> CreatePaymentAsync(Merchant merchant, PaymentRequest request, CancellationToken ct) =>
        CallAsync(async () =>
            StripeResults.Convert(
                await new PaymentIntentService(_client).CreateAsync(
                    new PaymentIntentCreateOptions
                    {
                        Amount = StripeAmount.ToMinorUnits(request.Amount, request.Currency),
                        Currency = request.Currency.ToLowerInvariant(),
                        Description = request.Description,
                        AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true },
                        Metadata = new Dictionary<string, string>
                        {
                            ["order"] = request.OrderIdentifier,
                            [StripeResults.ReferenceKey] = request.Reference,
                        },
                        Expand = ExpandCharge,
                    },
                    CreateRequestOptions(merchant, request.IdempotencyKey),
                    ct
                )
            )
        );

    public Task<ProviderPayment> GetPaymentAsync(Merchant merchant, string externalId, CancellationToken ct) =>
        CallAsync(async () =>
            StripeResults.Convert(
                await new PaymentIntentService(_client).GetAsync(
                    externalId,
                    new PaymentIntentGetOptions { Expand = ExpandCharge },
                    CreateRequestOptions(merchant),
                    ct
                )
            )
        );

    public async Task<ProviderPayment> CancelPaymentAsync(Merchant merchant, string externalId, CancellationToken ct)
    {
        try
        {
            return await CallAsync(async () =>
                StripeResults.Convert(
                    await new PaymentIntentService(_client).CancelAsync(
                        externalId,
                        new PaymentIntentCancelOptions { Expand = ExpandCharge },
                        CreateRequestOptions(merchant),
                        ct
                    )
                )
            );
        }
        catch (PaymentRejectedException rejection) when (rejection.Code == "payment_intent_unexpected_state")
        {
            return await GetPaymentAsync(merchant, externalId, ct); // It has already succeeded or is being processed.
        }
    }

    public Task<ProviderRefund> RefundAsync(Merchant merchant, RefundRequest request, CancellationToken ct) =>
        CallAsync(async () =>
            StripeResults.Convert(
                await new RefundService(_client).CreateAsync(
                    new RefundCreateOptions
                    {
                        PaymentIntent = request.PaymentId,
                        Amount = StripeAmount.ToMinorUnits(request.Amount, request.Currency),
                        Metadata = new Dictionary<string, string> { [StripeResults.ReferenceKey] = request.Reference },
                    },
                    CreateRequestOptions(merchant, request.IdempotencyKey),
                    ct
                )
            )
        );

    public Task<ProviderReversals> GetReversalsAsync(Merchant merchant, string externalId, CancellationToken ct) =>
        CallAsync(async () =>
        {
            List<ProviderRefund> refunds = [];
            await foreach (
                var refund in new RefundService(_client).ListAutoPagingAsync(
                    new RefundListOptions { PaymentIntent = externalId, Limit = 100 },
                    CreateRequestOptions(merchant),
                    ct
                )
            )
                if (refunds.Count < MaxReversals)
                    refunds.Add(StripeResults.Convert(refund));
            var disputes = await new DisputeService(_client).ListAsync(
                new DisputeListOptions { PaymentIntent = externalId, Limit = 100 },
                CreateRequestOptions(merchant),
                ct
            );
            refunds.Reverse(); // Stripe lists the newest first.
            var all = disputes.Data.Select(StripeResults.Convert).ToList();
            return new ProviderReversals(refunds, all.Find(d => d.State == DisputeState.Open) ?? all.FirstOrDefault());
        });

    public async Task<bool> HasAccessAsync(Merchant merchant, CancellationToken ct)
    {
        try
        {
            return await CallAsync(async () =>
                await new AccountService(_client).GetSelfAsync(requestOptions: CreateRequestOptions(merchant), cancellationToken: ct)
                    is not null
            );
        }
        catch (PaymentAccessException)
        {
            return false;
        }
    }

    public PaymentProviderEvent? ParseWebhook(string body, string? signature)
    {
        if (string.IsNullOrEmpty(settings.WebhookSecret))
            throw new PaymentRejectedException(
                "Stripe webhooks are not configured on this server: its operator must set Payments:Stripe:WebhookSecret."
            );
        try
        {
            var stripeEvent = EventUtility.ConstructEvent(
                body,
                signature ?? "",
                settings.WebhookSecret,
                300,
                clock.GetUtcNow().ToUnixTimeSeconds(),
                throwOnApiVersionMismatch: false
            );
            return stripeEvent.Data?.Object switch
            {
                PaymentIntent intent => new PaymentProviderEvent(stripeEvent.Id, intent.Id),
                Refund { PaymentIntentId: { } payment } => new PaymentProviderEvent(stripeEvent.Id, payment, IsAboutReversal: true),
                Dispute { PaymentIntentId: { } payment } => new PaymentProviderEvent(stripeEvent.Id, payment, IsAboutReversal: true),
                Charge { PaymentIntentId: { } payment } => new PaymentProviderEvent(
                    stripeEvent.Id,
                    payment,
                    stripeEvent.Type.Contains("refund", StringComparison.Ordinal)
                ),
                _ when stripeEvent is { Type: "account.application.deauthorized", Account: { } account } => new PaymentProviderEvent(
                    stripeEvent.Id,
                    null,
                    AccountToCheck: account
                ),
                _ => null,
            };
        }
        catch (StripeException failure)
        {
            throw new PaymentRejectedException("The signature is invalid or too old.", failure);
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
            throw new PaymentRejectedException("The signature is valid, but the body is not a Stripe event.", failure);
        }
    }

    private static RequestOptions CreateRequestOptions(Merchant merchant, string? key = null) =>
        merchant.SecretKey is { } secretKey
            ? new RequestOptions { ApiKey = secretKey, IdempotencyKey = key }
            : new RequestOptions { StripeAccount = merchant.AccountId, IdempotencyKey = key };

    /// <summary>
    /// Calls Stripe and converts errors to permanent or transient exceptions, or to one about the access. A key that lacks a permission is
    /// the operator's fault and counts as transient: the text is logged and not shown to clients.
    /// </summary>
    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StripeException failure)
        {
            var code = failure.StripeError?.Code ?? failure.StripeError?.Error;
            if (
                failure.HttpStatusCode is HttpStatusCode.Unauthorized
                || (failure.HttpStatusCode is HttpStatusCode.Forbidden && code is not "more_permissions_required")
            )
                throw new PaymentAccessException($"Stripe answered {(int)failure.HttpStatusCode} {code}.", failure);
            var isTransient =
                failure.HttpStatusCode
                    is 0
                        or HttpStatusCode.Forbidden
                        or HttpStatusCode.TooManyRequests
                        or HttpStatusCode.Conflict
                        or >= HttpStatusCode.InternalServerError
                || failure.StripeError?.Type is "idempotency_error" or "api_error";
            if (isTransient)
                throw new PaymentDelayedException($"Stripe answered {(int)failure.HttpStatusCode} {code}.", failure)
                {
                    IsStoredError =
                        failure.HttpStatusCode >= HttpStatusCode.InternalServerError
                        && failure.StripeResponse?.Headers?.Contains(ReplayedHeader) == true,
                };
            var reason = failure.StripeError?.Message ?? failure.StripeError?.ErrorDescription ?? code ?? "no reason given";
            throw new PaymentRejectedException($"Stripe rejected the request: {reason}", failure) { Code = code };
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
            throw new PaymentDelayedException($"Stripe cannot be reached: {failure.GetType().Name}.", failure);
        }
    }
}
