using System.Text.Json.Nodes;

namespace OpenEvent.StripeStub;

/// <summary>A response of the API.</summary>
public sealed record StripeResponse(int Status, JsonObject Body)
{
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
            ["latest_charge"] =
                CaptureCount == 0
                    ? null
                    : new JsonObject
                    {
                        ["id"] = $"ch_{id[3..]}",
                        ["object"] = "charge",
                        ["amount"] = amount,
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
                    },
        };
}

/// <summary>A refund (https://docs.stripe.com/api/refunds/object).</summary>
public sealed class IntentRefund(string id, Intent intent, long amount, IReadOnlyDictionary<string, string> metadata, string status)
{
    public string Id => id;

    public long Amount => amount;

    public string Status { get; set; } = status;

    public JsonObject Json =>
        new()
        {
            ["id"] = id,
            ["object"] = "refund",
            ["amount"] = amount,
            ["currency"] = intent.Currency,
            ["payment_intent"] = intent.Id,
            ["charge"] = $"ch_{intent.Id[3..]}",
            ["status"] = Status,
            ["created"] = 1,
            ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))),
        };
}
