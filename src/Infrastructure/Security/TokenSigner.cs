using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>Signs and verifies JSON Web Tokens in compact form, with HS256 only (RFC 7515, RFC 7519).</summary>
/// <remarks>
/// The order of the checks matters. The algorithm is compared with HS256 first, which excludes <c>none</c> and key confusion. The signature
/// is verified before any claim is read. Why there is no JWT library: docs/decisions/004-identity.md.
/// </remarks>
internal sealed class TokenSigner(ISecrets secrets, TimeProvider clock) : ITokenSigner
{
    /// <summary>The largest difference between the clocks of nodes.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int MaxLength = 4096;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public async ValueTask<string> SignAsync(TokenClaims claims, CancellationToken ct)
    {
        var signed = $"{Header}.{Base64Url.EncodeToString(SerializeClaims(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(await secrets.GetKeyAsync(ct), Encoding.ASCII.GetBytes(signed)))}";
    }

    public async ValueTask<TokenReadResult> ReadAsync(string token, CancellationToken ct)
    {
        var (claims, error) = await VerifyAsync(token, ct);
        if (claims is null)
            return new TokenReadResult(null, error);
        var now = clock.GetUtcNow();
        if (now >= claims.ExpiresAt)
            return new TokenReadResult(null, TokenError.Expired);
        return claims.IssuedAt - ClockSkew > now ? new TokenReadResult(null, TokenError.NotYetValid) : new TokenReadResult(claims, null);
    }

    public async ValueTask<long?> GetUserIdIgnoringExpiryAsync(string token, CancellationToken ct) =>
        (await VerifyAsync(token, ct)).Claims?.UserId;

    /// <summary>Verifies everything except the lifetime.</summary>
    private async ValueTask<TokenReadResult> VerifyAsync(string token, CancellationToken ct)
    {
        var malformed = new TokenReadResult(null, TokenError.Malformed);
        if (token.Length > MaxLength || !Ascii.IsValid(token) || token.Split('.') is not [var header, var payload, var signature])
            return malformed;
        if (Decode(header) is not { } headerBytes || IsHs256(headerBytes) is not { } isHs256)
            return malformed;
        if (!isHs256)
            return new TokenReadResult(null, TokenError.InvalidSignature);
        if (Decode(payload) is not { } payloadBytes || Decode(signature) is not { } signatureBytes)
            return malformed;

        // If a proxy added the base64 padding, the signature is over the text without it. If the signer added it, it is over the padded
        // text.
        var isSignatureValid =
            await IsSignatureValidAsync($"{header}.{payload}", signatureBytes, ct)
            || (
                token.Contains('=', StringComparison.Ordinal)
                && await IsSignatureValidAsync($"{header.TrimEnd('=')}.{payload.TrimEnd('=')}", signatureBytes, ct)
            );
        if (!isSignatureValid)
            return new TokenReadResult(null, TokenError.InvalidSignature);
        return ParseClaims(payloadBytes) is { } claims ? new TokenReadResult(claims, null) : malformed;
    }

    private async ValueTask<bool> IsSignatureValidAsync(string signed, byte[] signature, CancellationToken ct) =>
        CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(await secrets.GetKeyAsync(ct), Encoding.ASCII.GetBytes(signed)),
            signature
        );

    /// <summary>Decodes URL-safe base64. Padding is optional, but must be correct if present.</summary>
    private static byte[]? Decode(string part)
    {
        if (part.Length == 0 || !Base64Url.IsValid(part) || part.Any(char.IsWhiteSpace))
            return null;
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <returns>Null if the bytes are not a JSON object.</returns>
    private static bool? IsHs256(byte[] header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } fields)
                return null;
            return GetText(fields, "alg") == "HS256"
                && (!fields.TryGetProperty("typ", out _) || GetText(fields, "typ") is "JWT" or "jwt")
                && !fields.TryGetProperty("crit", out _);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] SerializeClaims(TokenClaims claims)
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
        return JsonSerializer.SerializeToUtf8Bytes(fields);
    }

    /// <summary>Reads the claims of a payload whose signature was verified. Null if a claim is missing or has another type.</summary>
    private static TokenClaims? ParseClaims(byte[] payload)
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

    private static string? GetText(JsonElement fields, string name)
    {
        try
        {
            return fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // an unpaired surrogate
        }
    }

    private static long? GetNumber(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    private static DateTimeOffset? GetInstant(JsonElement fields, string name) =>
        GetNumber(fields, name) is >= 0 and <= 253402300799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
