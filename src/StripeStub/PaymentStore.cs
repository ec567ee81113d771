using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace OpenEvent.StripeStub;

/// <summary>
/// The payment intents and refunds of the stub, and the responses stored for idempotency keys. Changes are serialised by a lock.
/// </summary>
/// <param name="onEvent">Called for each event with the account, the event's type and the object.</param>
public sealed class PaymentStore(Action<string, string, JsonObject> onEvent)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Intent> _intents = new();
    private readonly Dictionary<string, (string Request, StripeResponse Response)> _responses = [];
    private int _last;
    private int _declines;

    public IReadOnlyCollection<Intent> Intents => (IReadOnlyCollection<Intent>)_intents.Values;

    public Intent Find(string id) => _intents[id];

    /// <returns>Null if there is none.</returns>
    public Intent? TryFind(string id) => _intents.GetValueOrDefault(id);

    /// <summary>The status of new refunds: <c>succeeded</c>, <c>pending</c> or <c>failed</c>.</summary>
    public string NewRefundStatus { get; set; } = "succeeded";

    /// <summary>Declines the next card, whatever it is.</summary>
    public void DeclineNext()
    {
        lock (_lock)
            _declines++;
    }

    /// <summary>Forgets all payments, and which cards to decline.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _intents.Clear();
            _responses.Clear();
            _last = 0;
            ClearDeclines();
        }
    }

    public void ClearDeclines()
    {
        lock (_lock)
            _declines = 0;
    }

    /// <summary>
    /// Executes a request, or returns the stored response of its idempotency key. A key can be used with one set of parameters only
    /// (https://docs.stripe.com/api/idempotent_requests).
    /// </summary>
    public StripeResponse ExecuteOnce(string? key, string request, Func<StripeResponse> execute)
    {
        lock (_lock)
        {
            if (key is null)
                return execute();
            if (_responses.TryGetValue(key, out var earlier))
                return earlier.Request == request || earlier.Response.Status >= 500
                    ? earlier.Response with
                    {
                        IsReplay = true,
                    }
                    : StripeResponse.Error(
                        400,
                        "idempotency_error",
                        "idempotency_key_in_use",
                        "Keys for idempotent requests can only be used with the same parameters they were first used with."
                    );
            var response = execute();
            if (response.Status < 500)
                _responses[key] = (request, response);
            return response;
        }
    }

    /// <summary>Stores a server error as the response of the key, which Stripe repeats for a day.</summary>
    public void StoreError(string key)
    {
        lock (_lock)
            _responses[key] = ("", StripeResponse.Error(500, "api_error", "api_error", "Something went wrong here."));
    }

    public StripeResponse Create(string account, IReadOnlyDictionary<string, string> form)
    {
        if (!long.TryParse(form.GetValueOrDefault("amount"), CultureInfo.InvariantCulture, out var amount) || amount < 50)
            return StripeResponse.Error(
                400,
                "invalid_request_error",
                "amount_too_small",
                "Amount must be at least 50 of the smallest unit."
            );
        var intent = new Intent($"pi_{NextNumber()}", account, amount, form["currency"], GetMetadata(form));
        _intents[intent.Id] = intent;
        onEvent(account, "payment_intent.created", intent.Json);
        return StripeResponse.Ok(intent.Json);
    }

    public StripeResponse Get(string account, string id) =>
        FindForAccount(account, id) is { } intent ? StripeResponse.Ok(intent.Json) : NotFound(id);

    public StripeResponse Cancel(string account, string id)
    {
        lock (_lock)
        {
            if (FindForAccount(account, id) is not { } intent)
                return NotFound(id);
            if (intent.Status is "succeeded" or "canceled" or "processing")
                return StripeResponse.Error(
                    400,
                    "invalid_request_error",
                    "payment_intent_unexpected_state",
                    $"You cannot cancel this PaymentIntent because it has a status of {intent.Status}."
                );
            intent.Status = "canceled";
            onEvent(account, "payment_intent.canceled", intent.Json);
            return StripeResponse.Ok(intent.Json);
        }
    }

    /// <summary>The buyer pays: their browser sends the client secret and the card.</summary>
    public StripeResponse Confirm(string id, string? clientSecret, string? method)
    {
        lock (_lock)
        {
            if (!_intents.TryGetValue(id, out var intent) || intent.ClientSecret != clientSecret)
                return NotFound(id);
            if (intent.Status is "succeeded" or "canceled")
                return StripeResponse.Error(
                    400,
                    "invalid_request_error",
                    "payment_intent_unexpected_state",
                    $"This PaymentIntent is {intent.Status}."
                );
            if (method?.Contains("declined", StringComparison.OrdinalIgnoreCase) == true || _declines > 0)
            {
                _declines = Math.Max(0, _declines - 1);
                onEvent(intent.Account, "payment_intent.payment_failed", intent.Json);
                return StripeResponse.Error(402, "card_error", "card_declined", "Your card was declined.");
            }

            intent.Status = "succeeded";
            intent.CaptureCount++;
            onEvent(intent.Account, "payment_intent.succeeded", intent.Json);
            return StripeResponse.Ok(intent.Json);
        }
    }

    public StripeResponse Refund(string account, IReadOnlyDictionary<string, string> form)
    {
        if (FindForAccount(account, form.GetValueOrDefault("payment_intent") ?? "") is not { } intent)
            return NotFound("payment_intent");
        var amount = long.TryParse(form.GetValueOrDefault("amount"), CultureInfo.InvariantCulture, out var given) ? given : intent.Amount;
        if (intent.CaptureCount > 0 && intent.RefundedAmount == intent.Amount)
            return StripeResponse.Error(400, "invalid_request_error", "charge_already_refunded", "The charge has already been refunded.");
        if (intent.Dispute is { Status: "needs_response" or "under_review" or "lost" })
            return StripeResponse.Error(400, "invalid_request_error", "charge_disputed", "The charge is disputed and cannot be refunded.");
        if (intent.CaptureCount == 0 || amount < 1 || intent.RefundedAmount + amount > intent.Amount)
            return StripeResponse.Error(
                400,
                "invalid_request_error",
                "parameter_invalid_integer",
                "Refund amount is greater than unrefunded amount on charge."
            );
        var refund = new IntentRefund($"re_{NextNumber()}", intent, amount, GetMetadata(form), NewRefundStatus);
        intent.Refunds.Add(refund);
        onEvent(account, "refund.created", refund.Json);
        onEvent(account, "charge.refunded", intent.Charge);
        return StripeResponse.Ok(refund.Json);
    }

    public StripeResponse Refunds(string account, string? id) =>
        FindForAccount(account, id ?? "") is { } intent
            ? StripeResponse.Ok(
                new JsonObject
                {
                    ["object"] = "list",
                    ["url"] = "/v1/refunds",
                    ["has_more"] = false,
                    ["data"] = new JsonArray([.. intent.Refunds.AsEnumerable().Reverse().Select(r => (JsonNode)r.Json)]),
                }
            )
            : NotFound(id ?? "");

    public StripeResponse Disputes(string account, string? id) =>
        FindForAccount(account, id ?? "") is { } intent
            ? StripeResponse.Ok(
                new JsonObject
                {
                    ["object"] = "list",
                    ["url"] = "/v1/disputes",
                    ["has_more"] = false,
                    ["data"] = intent.Dispute is null || intent.HidesDispute ? [] : new JsonArray(intent.Dispute.Json),
                }
            )
            : NotFound(id ?? "");

    /// <summary>The buyer's bank disputes the payment.</summary>
    public void OpenDispute(Intent intent, DateTimeOffset dueBy)
    {
        intent.Dispute = new IntentDispute($"dp_{NextNumber()}", intent, dueBy);
        onEvent(intent.Account, "charge.dispute.created", intent.Dispute.Json);
    }

    /// <summary>The bank decides the dispute: <c>won</c> or <c>lost</c> by the organizer.</summary>
    public void CloseDispute(Intent intent, string status)
    {
        intent.Dispute!.Status = status;
        onEvent(intent.Account, "charge.dispute.closed", intent.Dispute.Json);
    }

    /// <summary>Gives the intent's last refund the status <c>succeeded</c> or <c>failed</c>, whatever it had.</summary>
    public void FinishRefund(Intent intent, string status, string? failure = null)
    {
        var refund = intent.Refunds[^1];
        refund.Status = status;
        refund.FailureReason = failure;
        onEvent(intent.Account, status == "failed" ? "refund.failed" : "refund.updated", refund.Json);
    }

    private Intent? FindForAccount(string account, string id) =>
        _intents.TryGetValue(id, out var intent) && intent.Account == account ? intent : null;

    private string NextNumber() => Interlocked.Increment(ref _last).ToString("d8", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> GetMetadata(IReadOnlyDictionary<string, string> form) =>
        form.Where(f => f.Key.StartsWith("metadata[", StringComparison.Ordinal)).ToDictionary(f => f.Key[9..^1], f => f.Value);

    private static StripeResponse NotFound(string id) =>
        StripeResponse.Error(404, "invalid_request_error", "resource_missing", $"No such object: {id}");
}
