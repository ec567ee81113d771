using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Reads a document of type <c>charge</c>. Names may have dashes or underscores. A token in <c>stripe</c> is ignored, because payment
/// intents need none.
/// </summary>
internal static class ChargeBody
{
    /// <exception cref="RejectedException">Malformed, Invalid, or Conflict if the type is not <c>charge</c>.</exception>
    public static Task<ChargeRequest> ReadAsync(HttpContext http) => NamedRouteBody.ReadAsync(http, Read, new ChargeRequest(null, null));

    private static ChargeRequest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || GetMember(root, "data") is not { ValueKind: JsonValueKind.Object } data)
            throw RejectedException.Invalid("Object must include `data` key.", "/");
        if (GetMember(data, "type") is not { ValueKind: JsonValueKind.String } type)
            throw RejectedException.Invalid("`data` object must include `type` key.", "/data");
        if (!IsCharge(type))
            throw RejectedException.Conflict("Invalid type. Expected \"charge\".", "/data/type");
        var attributes = GetMember(data, "attributes") ?? default;
        if (attributes.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
            throw RejectedException.Invalid("`attributes` must be an object.", "/data/attributes");
        ReadText(attributes, "stripe");
        return new ChargeRequest(ReadText(attributes, "paypal-payer-id"), ReadText(attributes, "paypal-payment-id"));
    }

    private static bool IsCharge(JsonElement type)
    {
        try
        {
            return type.ValueEquals("charge"u8);
        }
        catch (InvalidOperationException)
        {
            return false; // an unpaired surrogate
        }
    }

    private static JsonElement? GetMember(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    private static string? ReadText(JsonElement attributes, string name)
    {
        if (
            (GetMember(attributes, name) ?? GetMember(attributes, WireNames.ToSnakeCase(name)))
            is not { ValueKind: not JsonValueKind.Null } value
        )
            return null;
        return JsonText.TryRead(value, int.MaxValue) switch
        {
            null => throw RejectedException.Invalid("Not a valid string.", $"/data/attributes/{name}"),
            "" => null,
            var text => text,
        };
    }
}
