using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OpenEvent.StripeStub;

/// <summary>
/// A server with the part of Stripe's API that OpenEvent uses: accounts, payment intents, refunds, idempotency keys and signed
/// webhooks. Faults can be injected. It keeps its state in memory only.
/// </summary>
public sealed class StripeStubServer : IAsyncDisposable
{
    public const string SecretKey = "sk_test_platform";
    public const string WebhookSecret = "whsec_test";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StripeFault>> _plannedFaults = new();
    private readonly ConcurrentDictionary<string, string> _accountsByKey = new();
    private readonly ConcurrentDictionary<string, bool> _revokedAccounts = new();
    private int _calls;

    private StripeStubServer(string url)
    {
        Webhooks = new WebhookSender(WebhookSecret);
        Payments = new PaymentStore(Webhooks.Send);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseUrls(url)
            .ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public PaymentStore Payments { get; }

    public WebhookSender Webhooks { get; }

    public FaultPlan Faults
    {
        get => Webhooks.Faults;
        set => Webhooks.Faults = value;
    }

    public string Url => _app.Urls.First();

    /// <summary>The number of calls, including failed ones.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static async Task<StripeStubServer> StartAsync(string url = "http://127.0.0.1:0")
    {
        var stub = new StripeStubServer(url);
        await stub._app.StartAsync();
        return stub;
    }

    /// <summary>
    /// Makes the next call fail, e.g. <c>POST /v1/refunds</c>. Several faults for one call apply to the next calls, in that order.
    /// </summary>
    public void FailNext(string call, StripeFault fault) =>
        _plannedFaults.GetOrAdd(call, _ => new ConcurrentQueue<StripeFault>()).Enqueue(fault);

    /// <summary>Forgets the faults that were planned.</summary>
    public void ClearFaults()
    {
        Faults = FaultPlan.None;
        _plannedFaults.Clear();
        Payments.ClearDeclines();
        Webhooks.ClearPlanned();
    }

    /// <summary>Returns to the state after the start.</summary>
    public void Reset()
    {
        ClearFaults();
        Payments.Clear();
        _accountsByKey.Clear();
        _revokedAccounts.Clear();
    }

    /// <summary>The owner of the account revokes the platform's access. A new code gives it again.</summary>
    public void RevokeAccess(string account)
    {
        _revokedAccounts[account] = true;
        Webhooks.Send(account, "account.application.deauthorized", new JsonObject { ["id"] = "ca_1", ["object"] = "application" });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Webhooks.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        Interlocked.Increment(ref _calls);
        var path = http.Request.Path.Value ?? "";
        var method = http.Request.Method;
        var isConfirmation = path.EndsWith("/confirm", StringComparison.Ordinal);
        var fault =
            _plannedFaults.TryGetValue($"{method} {path}", out var queue) && queue.TryDequeue(out var planned) ? planned
            : isConfirmation ? StripeFault.None
            : Faults.Pick(Random.Shared.NextDouble());
        if (fault is StripeFault.ErrorStored && http.Request.Headers["Idempotency-Key"].FirstOrDefault() is { } stored)
            Payments.StoreError(stored);
        if (fault is StripeFault.HangBefore or StripeFault.ErrorBefore or StripeFault.ErrorStored)
        {
            await FailAsync(http, fault is StripeFault.HangBefore);
            return;
        }

        var form = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString())
            : [];
        var response = Execute(http, method, path, form);
        if (fault is StripeFault.HangAfter or StripeFault.ErrorAfter)
        {
            await FailAsync(http, fault is StripeFault.HangAfter);
            return;
        }

        http.Response.StatusCode = response.Status;
        if (response.IsReplay)
            http.Response.Headers["Idempotent-Replayed"] = "true";
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(response.Body.ToJsonString());
    }

    private StripeResponse Execute(HttpContext http, string method, string path, Dictionary<string, string> form)
    {
        var segments = path.Trim('/').Split('/');
        if (path == "/oauth/token")
            return ConnectAccount(form);
        if (segments is ["v1", "payment_intents", var intentId, "confirm"])
            return Payments.Confirm(intentId, form.GetValueOrDefault("client_secret"), form.GetValueOrDefault("payment_method"));
        if (FindAccount(http.Request) is not { } account)
            return StripeResponse.Error(401, "invalid_request_error", "api_key_invalid", "Invalid API Key provided.");
        if (_revokedAccounts.ContainsKey(account))
            return StripeResponse.Error(403, "invalid_request_error", "account_invalid", "Application access may have been revoked.");
        var key = http.Request.Headers["Idempotency-Key"].FirstOrDefault();
        var request =
            $"{account} {path} {string.Join('&', form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"))}";
        return (method, segments) switch
        {
            ("POST", ["v1", "payment_intents"]) => Payments.ExecuteOnce(key, request, () => Payments.Create(account, form)),
            ("GET", ["v1", "payment_intents", var id]) => Payments.Get(account, id),
            ("POST", ["v1", "payment_intents", var id, "cancel"]) => Payments.Cancel(account, id),
            ("POST", ["v1", "refunds"]) => Payments.ExecuteOnce(key, request, () => Payments.Refund(account, form)),
            ("GET", ["v1", "account"]) => StripeResponse.Ok(new JsonObject { ["id"] = account, ["object"] = "account" }),
            ("GET", ["v1", "disputes"]) => Payments.Disputes(account, http.Request.Query["payment_intent"]),
            ("GET", ["v1", "refunds"]) => Payments.Refunds(account, http.Request.Query["payment_intent"]),
            _ => StripeResponse.Error(404, "invalid_request_error", "resource_missing", $"Unrecognized request URL ({method}: {path})."),
        };
    }

    /// <summary>Every code connects an account of that name, except codes that start with <c>bad</c>, which count as used.</summary>
    private StripeResponse ConnectAccount(Dictionary<string, string> form)
    {
        var code = form.GetValueOrDefault("code") ?? "";
        if (code.Length == 0 || code.StartsWith("bad", StringComparison.Ordinal))
            return new StripeResponse(
                400,
                new JsonObject
                {
                    ["error"] = "invalid_grant",
                    ["error_description"] = "This authorization code has already been used or expired.",
                }
            );
        var account = $"acct_{Uri.EscapeDataString(code)}";
        _revokedAccounts.TryRemove(account, out _);
        _accountsByKey[$"sk_test_{account}"] = account;
        return StripeResponse.Ok(
            new JsonObject
            {
                ["access_token"] = $"sk_test_{account}",
                ["refresh_token"] = $"rt_{account}",
                ["stripe_user_id"] = account,
                ["stripe_publishable_key"] = $"pk_test_{account}",
                ["token_type"] = "bearer",
                ["scope"] = "read_write",
                ["livemode"] = false,
            }
        );
    }

    /// <summary>The account of the secret key. With the platform's key: the account in the header <c>Stripe-Account</c>.</summary>
    private string? FindAccount(HttpRequest request)
    {
        var key = request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? token : "";
        return key == SecretKey
            ? request.Headers["Stripe-Account"].FirstOrDefault() ?? "acct_platform"
            : _accountsByKey.GetValueOrDefault(key);
    }

    private async Task FailAsync(HttpContext http, bool hangs)
    {
        if (hangs)
        {
            await Task.Delay(Faults.HangTime, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("""{"error":{"type":"api_error","message":"Something went wrong here."}}""");
    }
}
