using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>JSON Web Tokens in compact form, HS256 only (RFC 7515, RFC 7519).</summary>
/// <remarks>
/// One algorithm, one key, our own claims: about a hundred lines, of which the order matters. The algorithm is compared with ours before
/// anything else, so <c>none</c> and a key confusion are out; the signature is verified before any claim is read. See docs/decisions/004.
/// </remarks>
internal sealed class TokenSigner(ISecrets secrets, TimeProvider clock) : ITokenSigner
{
    /// <summary>Nodes' clocks differ by so much at most.</summary>
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

    /// <summary>Everything but the lifetime.</summary>
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

        // What somebody padded on the way was signed without; what was padded by its signer was signed with.
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

    /// <summary>URL-safe base64; padding is optional, but where it is, it is right.</summary>
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

    /// <returns>null where it is no header at all.</returns>
    private static bool? IsHs256(byte[] header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } fields)
                return null;
            return Text(fields, "alg") == "HS256"
                && (!fields.TryGetProperty("typ", out _) || Text(fields, "typ") is "JWT" or "jwt")
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

    /// <summary>The claims of a payload whose signature was verified; null if one is missing or of another type.</summary>
    private static TokenClaims? ParseClaims(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var fields = json.RootElement;
            if (fields.ValueKind != JsonValueKind.Object)
                return null;
            TokenKind? kind = Text(fields, "type") switch
            {
                "access" => TokenKind.Access,
                "refresh" => TokenKind.Refresh,
                _ => null,
            };
            if (kind is null || Text(fields, "jti") is not { Length: > 0 } id || Text(fields, "csrf") is not { } csrf)
                return null;
            if (Number(fields, "identity") is not { } identity || Number(fields, "epoch") is not (>= 0 and <= int.MaxValue and var epoch))
                return null;
            if (Instant(fields, "nbf") is not { } from || Instant(fields, "exp") is not { } until)
                return null;
            var fresh = kind == TokenKind.Access && fields.TryGetProperty("fresh", out var f) && f.ValueKind == JsonValueKind.True;
            return new TokenClaims(identity, id, kind.Value, fresh, csrf, (int)epoch, from, until);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement fields, string name)
    {
        try
        {
            return fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    private static long? Number(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    private static DateTimeOffset? Instant(JsonElement fields, string name) =>
        Number(fields, name) is >= 0 and <= 253402300799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
