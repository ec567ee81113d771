using System.Text.Json.Nodes;

namespace OpenEvent.StripeStub;

/// <summary>A response of the API.</summary>
public sealed record StripeResponse(int Status, JsonObject Body)
{
    /// <summary>Whether it repeats the stored response of an idempotency key.</summary>
    public bool IsReplay { get; init; }

    public static StripeResponse Ok(JsonObject body) => new(200, body);

    public static StripeResponse Error(int status, string type, string code, string message) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["type"] = type,
                    ["code"] = code,
                    ["message"] = message,
                },
            }
        );
}

/// <summary>A payment intent (https://docs.stripe.com/api/payment_intents/object).</summary>
public sealed class Intent(string id, string account, long amount, string currency, IReadOnlyDictionary<string, string> metadata)
{
    public string Id => id;

    public string Account => account;

    public long Amount => amount;

    public string Currency => currency;

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    public string ClientSecret { get; } = $"{id}_secret_{Guid.NewGuid():n}";

    public string Status { get; set; } = "requires_payment_method";

    /// <summary>How often the money was captured. More than 1 is a double capture.</summary>
    public int CaptureCount { get; set; }

    public List<IntentRefund> Refunds { get; } = [];

    public IntentDispute? Dispute { get; set; }

    /// <summary>Whether the list of disputes does not have the dispute yet.</summary>
    public bool HidesDispute { get; set; }

    public long RefundedAmount => Refunds.Where(r => r.Status != "failed").Sum(r => r.Amount);

    public JsonObject Json =>
        new()
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_received"] = CaptureCount > 0 ? amount : 0,
            ["currency"] = currency,
            ["status"] = Status,
            ["client_secret"] = ClientSecret,
            ["created"] = 1,
            ["livemode"] = false,
            ["capture_method"] = "automatic",
            ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))),
            ["latest_charge"] = CaptureCount == 0 ? null : Charge,
        };

    /// <summary>https://docs.stripe.com/api/charges/object</summary>
    public JsonObject Charge =>
        new()
        {
            ["id"] = $"ch_{id[3..]}",
            ["object"] = "charge",
            ["amount"] = amount,
            ["amount_refunded"] = RefundedAmount,
            ["currency"] = currency,
            ["payment_intent"] = id,
            ["status"] = "succeeded",
            ["paid"] = true,
            ["payment_method_details"] = new JsonObject
            {
                ["type"] = "card",
                ["card"] = new JsonObject
                {
                    ["brand"] = "visa",
                    ["last4"] = "4242",
                    ["exp_month"] = 12,
                    ["exp_year"] = 2034,
                },
            },
        };
}

/// <summary>A refund (https://docs.stripe.com/api/refunds/object).</summary>
public sealed class IntentRefund(string id, Intent intent, long amount, IReadOnlyDictionary<string, string> metadata, string status)
{
    public string Id => id;

    public long Amount => amount;

    public string Status { get; set; } = status;

    public string? FailureReason { get; set; }

    public JsonObject Json =>
        new()
        {
            ["id"] = id,
            ["object"] = "refund",
            ["failure_reason"] = FailureReason,
            ["amount"] = amount,
            ["currency"] = intent.Currency,
            ["payment_intent"] = intent.Id,
            ["charge"] = $"ch_{intent.Id[3..]}",
            ["status"] = Status,
            ["created"] = 1,
            ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))),
        };
}

/// <summary>A dispute of the whole amount (https://docs.stripe.com/api/disputes/object).</summary>
public sealed class IntentDispute(string id, Intent intent, DateTimeOffset dueBy)
{
    public string Status { get; set; } = "needs_response";

    public JsonObject Json =>
        new()
        {
            ["id"] = id,
            ["object"] = "dispute",
            ["amount"] = intent.Amount,
            ["currency"] = intent.Currency,
            ["charge"] = $"ch_{intent.Id[3..]}",
            ["payment_intent"] = intent.Id,
            ["reason"] = "fraudulent",
            ["status"] = Status,
            ["created"] = 1,
            ["evidence_details"] = new JsonObject
            {
                ["due_by"] = dueBy.ToUnixTimeSeconds(),
                ["has_evidence"] = false,
                ["past_due"] = false,
                ["submission_count"] = 0,
            },
        };
}
