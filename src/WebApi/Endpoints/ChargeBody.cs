using System.Text.Json;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Reads a document of type <c>charge</c>; names come dashed or underscored. A token in <c>stripe</c> is of no use: intents need none.</summary>
internal static class ChargeBody
{
    /// <exception cref="Refused">Malformed, Invalid, or Conflict for another type.</exception>
    public static async Task<ChargeRequest> ReadAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        if (root.ValueKind != JsonValueKind.Object || Member(root, "data") is not { ValueKind: JsonValueKind.Object } data)
            throw Refused.Invalid("Object must include `data` key.", "/");
        if (Member(data, "type") is not { ValueKind: JsonValueKind.String } type)
            throw Refused.Invalid("`data` object must include `type` key.", "/data");
        if (!IsCharge(type))
            throw Refused.Conflict("Invalid type. Expected \"charge\".", "/data/type");
        var attributes = Member(data, "attributes") ?? default;
        if (attributes.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
            throw Refused.Invalid("`attributes` must be an object.", "/data/attributes");
        Text(attributes, "stripe");
        return new ChargeRequest(Text(attributes, "paypal-payer-id"), Text(attributes, "paypal-payment-id"));
    }

    private static bool IsCharge(JsonElement type)
    {
        try
        {
            return type.ValueEquals("charge"u8);
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair
        }
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement attributes, string name)
    {
        if ((Member(attributes, name) ?? Member(attributes, name.Replace('-', '_'))) is not { ValueKind: not JsonValueKind.Null } value)
            return null;
        try
        {
            return value.ValueKind == JsonValueKind.String
                ? value.GetString() is { Length: > 0 } text
                    ? text
                    : null
                : throw Refused.Invalid("Not a valid string.", $"/data/attributes/{name}");
        }
        catch (InvalidOperationException)
        {
            throw Refused.Invalid("Not a valid string.", $"/data/attributes/{name}"); // half of a surrogate pair
        }
    }
}
