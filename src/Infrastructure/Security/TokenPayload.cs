using System.Text.Json;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>The payload of a token as JSON. Clients read <c>identity</c>, <c>exp</c> and <c>csrf</c> from it.</summary>
internal static class TokenPayload
{
    public static string Serialize(TokenClaims claims)
    {
        var issued = claims.IssuedAt.ToUnixTimeSeconds();
        var fields = new Dictionary<string, object>
        {
            ["identity"] = claims.UserId,
            ["iat"] = issued,
            ["nbf"] = issued,
            ["exp"] = claims.ExpiresAt.ToUnixTimeSeconds(),
            ["jti"] = claims.Id,
            ["type"] = claims.Kind == TokenKind.Access ? "access" : "refresh",
            ["csrf"] = claims.Csrf,
            ["epoch"] = claims.Epoch,
        };
        if (claims.Kind == TokenKind.Access)
            fields["fresh"] = claims.IsFresh;
        return JsonSerializer.Serialize(fields);
    }

    /// <summary>
    /// Reads the claims of a payload whose signature was verified. The types are exact: the library would take <c>"42"</c> for 42.
    /// </summary>
    /// <returns>Null if a claim is missing or has another type.</returns>
    public static TokenClaims? Parse(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var fields = json.RootElement;
            if (fields.ValueKind != JsonValueKind.Object)
                return null;
            TokenKind? kind = GetText(fields, "type") switch
            {
                "access" => TokenKind.Access,
                "refresh" => TokenKind.Refresh,
                _ => null,
            };
            if (kind is null || GetText(fields, "jti") is not { Length: > 0 } id || GetText(fields, "csrf") is not { } csrf)
                return null;
            if (
                GetNumber(fields, "identity") is not { } identity
                || GetNumber(fields, "epoch") is not (>= 0 and <= int.MaxValue and var epoch)
            )
                return null;
            if (GetInstant(fields, "nbf") is not { } from || GetInstant(fields, "exp") is not { } until)
                return null;
            var fresh = kind == TokenKind.Access && fields.TryGetProperty("fresh", out var f) && f.ValueKind == JsonValueKind.True;
            return new TokenClaims(identity, id, kind.Value, fresh, csrf, (int)epoch, from, until);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null if the member is missing, not a string, or has an unpaired surrogate.</returns>
    public static string? GetText(JsonElement fields, string name)
    {
        try
        {
            return fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long? GetNumber(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    private static DateTimeOffset? GetInstant(JsonElement fields, string name) =>
        GetNumber(fields, name) is >= 0 and <= 253402300799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
