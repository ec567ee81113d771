using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace OpenEvent.StripeStandIn;

/// <summary>What the stand-in knows: accounts, intents, refunds, and the answers that idempotency keys were given. One call at a time changes it.</summary>
public sealed class Book(Action<string, string, JsonObject> happened)
{
    private readonly Lock _turn = new();
    private readonly ConcurrentDictionary<string, Intent> _intents = new();
    private readonly Dictionary<string, (string Request, Reply Answer)> _answers = [];
    private int _last;

    public IReadOnlyCollection<Intent> Intents => (IReadOnlyCollection<Intent>)_intents.Values;

    public Intent Find(string id) => _intents[id];

    /// <summary>What the state of new refunds is: <c>succeeded</c>, <c>pending</c> or <c>failed</c>.</summary>
    public string RefundsAre { get; set; } = "succeeded";

    /// <summary>A key is good for one set of parameters and always gets its first answer (https://docs.stripe.com/api/idempotent_requests).</summary>
    public Reply Once(string? key, string request, Func<Reply> act)
    {
        lock (_turn)
        {
            if (key is null)
                return act();
            if (_answers.TryGetValue(key, out var before))
                return before.Request == request
                    ? before.Answer
                    : Reply.Error(
                        400,
                        "idempotency_error",
                        "idempotency_key_in_use",
                        "Keys for idempotent requests can only be used with the same parameters they were first used with."
                    );
            var answer = act();
            if (answer.Status < 500)
                _answers[key] = (request, answer);
            return answer;
        }
    }

    public Reply Create(string account, IReadOnlyDictionary<string, string> form)
    {
        if (!long.TryParse(form.GetValueOrDefault("amount"), CultureInfo.InvariantCulture, out var amount) || amount < 50)
            return Reply.Error(400, "invalid_request_error", "amount_too_small", "Amount must be at least 50 of the smallest unit.");
        var intent = new Intent($"pi_{Next()}", account, amount, form["currency"], Metadata(form));
        _intents[intent.Id] = intent;
        happened(account, "payment_intent.created", intent.Json);
        return Reply.Ok(intent.Json);
    }

    public Reply Get(string account, string id) => Of(account, id) is { } intent ? Reply.Ok(intent.Json) : Missing(id);

    public Reply Cancel(string account, string id)
    {
        lock (_turn)
        {
            if (Of(account, id) is not { } intent)
                return Missing(id);
            if (intent.Status is "succeeded" or "canceled" or "processing")
                return Reply.Error(
                    400,
                    "invalid_request_error",
                    "payment_intent_unexpected_state",
                    $"You cannot cancel this PaymentIntent because it has a status of {intent.Status}."
                );
            intent.Status = "canceled";
            happened(account, "payment_intent.canceled", intent.Json);
            return Reply.Ok(intent.Json);
        }
    }

    /// <summary>The buyer agrees: his browser sends the client secret and the card.</summary>
    public Reply Confirm(string id, string? clientSecret, string? method)
    {
        lock (_turn)
        {
            if (!_intents.TryGetValue(id, out var intent) || intent.ClientSecret != clientSecret)
                return Missing(id);
            if (intent.Status is "succeeded" or "canceled")
                return Reply.Error(
                    400,
                    "invalid_request_error",
                    "payment_intent_unexpected_state",
                    $"This PaymentIntent is {intent.Status}."
                );
            if (method?.Contains("declined", StringComparison.OrdinalIgnoreCase) == true)
            {
                happened(intent.Account, "payment_intent.payment_failed", intent.Json);
                return Reply.Error(402, "card_error", "card_declined", "Your card was declined.");
            }

            intent.Status = "succeeded";
            intent.Captures++;
            happened(intent.Account, "payment_intent.succeeded", intent.Json);
            return Reply.Ok(intent.Json);
        }
    }

    public Reply Refund(string account, IReadOnlyDictionary<string, string> form)
    {
        if (Of(account, form.GetValueOrDefault("payment_intent") ?? "") is not { } intent)
            return Missing("payment_intent");
        var amount = long.TryParse(form.GetValueOrDefault("amount"), CultureInfo.InvariantCulture, out var given) ? given : intent.Amount;
        if (intent.Captures > 0 && intent.Back == intent.Amount)
            return Reply.Error(400, "invalid_request_error", "charge_already_refunded", "The charge has already been refunded.");
        if (intent.Captures == 0 || amount < 1 || intent.Back + amount > intent.Amount)
            return Reply.Error(
                400,
                "invalid_request_error",
                "parameter_invalid_integer",
                "Refund amount is greater than unrefunded amount on charge."
            );
        var refund = new Returned($"re_{Next()}", intent, amount, Metadata(form), RefundsAre);
        intent.Refunds.Add(refund);
        happened(account, "refund.created", refund.Json);
        return Reply.Ok(refund.Json);
    }

    public Reply Refunds(string account, string? id) =>
        Of(account, id ?? "") is { } intent
            ? Reply.Ok(
                new JsonObject
                {
                    ["object"] = "list",
                    ["url"] = "/v1/refunds",
                    ["has_more"] = false,
                    ["data"] = new JsonArray([.. intent.Refunds.Select(r => (JsonNode)r.Json)]),
                }
            )
            : Missing(id ?? "");

    /// <summary>A pending refund ends.</summary>
    public void EndRefund(Intent intent, string status)
    {
        var refund = intent.Refunds.Single();
        refund.Status = status;
        happened(intent.Account, status == "failed" ? "refund.failed" : "refund.updated", refund.Json);
    }

    private Intent? Of(string account, string id) => _intents.TryGetValue(id, out var intent) && intent.Account == account ? intent : null;

    private string Next() => Interlocked.Increment(ref _last).ToString("d8", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Metadata(IReadOnlyDictionary<string, string> form) =>
        form.Where(f => f.Key.StartsWith("metadata[", StringComparison.Ordinal)).ToDictionary(f => f.Key[9..^1], f => f.Value);

    private static Reply Missing(string id) => Reply.Error(404, "invalid_request_error", "resource_missing", $"No such object: {id}");
}
