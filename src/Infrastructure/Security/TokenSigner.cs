using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Signs and verifies JSON Web Tokens in compact form, with HS256 only (RFC 7515, RFC 7519), by Microsoft.IdentityModel.JsonWebTokens.
/// </summary>
/// <remarks>
/// The header is compared with HS256 before the library sees the token, which excludes <c>none</c>, key confusion and <c>crit</c>; the
/// library accepts nothing but HS256 either. Only our code distinguishes malformed tokens (422) from forged ones (401), and reads the
/// claims with exact types (docs/decisions/035-libraries.md).
/// </remarks>
internal sealed class TokenSigner(ISecrets secrets, TimeProvider clock) : ITokenSigner, IResettable
{
    /// <summary>The largest difference between the clocks of nodes.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int MaxLength = 4096;

    private static readonly JsonWebTokenHandler Tokens = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MaximumTokenSizeInBytes = MaxLength,
    };

    private static readonly TokenReadResult Malformed = new(null, TokenError.Malformed),
        InvalidSignature = new(null, TokenError.InvalidSignature);

    private TokenValidationParameters? _parameters;

    public async ValueTask<string> SignAsync(TokenClaims claims, CancellationToken ct) =>
        Tokens.CreateToken(
            TokenPayload.Serialize(claims),
            new SigningCredentials((await GetParametersAsync(ct)).IssuerSigningKey, SecurityAlgorithms.HmacSha256)
        );

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

    public Task ResetAsync(CancellationToken ct)
    {
        _parameters = null;
        return Task.CompletedTask;
    }

    /// <summary>Verifies everything except the lifetime.</summary>
    private async ValueTask<TokenReadResult> VerifyAsync(string token, CancellationToken ct)
    {
        if (token.Length > MaxLength || !Ascii.IsValid(token) || token.Split('.') is not [var header, var payload, var signature])
            return Malformed;
        if (!IsBase64Url(header) || IsHs256(Base64Url.DecodeFromChars(header)) is not { } isHs256)
            return Malformed;
        if (!isHs256)
            return InvalidSignature;
        if (!IsBase64Url(payload) || !IsBase64Url(signature))
            return Malformed;

        // If a proxy added the base64 padding, the signature is over the text without it. If the signer added it, it is over the padded
        // text.
        signature = signature.TrimEnd('=');
        var result = await VerifySignatureAsync($"{header}.{payload}.{signature}", ct);
        if (!result.IsValid && token.Contains('=', StringComparison.Ordinal))
            result = await VerifySignatureAsync($"{header.TrimEnd('=')}.{payload.TrimEnd('=')}.{signature}", ct);
        if (!result.IsValid)
            return result.Exception is SecurityTokenInvalidSignatureException ? InvalidSignature : Malformed;
        return TokenPayload.Parse(Base64Url.DecodeFromChars(payload)) is { } claims ? new TokenReadResult(claims, null) : Malformed;
    }

    private async ValueTask<TokenValidationResult> VerifySignatureAsync(string token, CancellationToken ct) =>
        await Tokens.ValidateTokenAsync(token, await GetParametersAsync(ct));

    /// <summary>The lifetime is not validated here, because one function reads tokens that have expired.</summary>
    private async ValueTask<TokenValidationParameters> GetParametersAsync(CancellationToken ct) =>
        _parameters ??= new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(await secrets.GetKeyAsync(ct)),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };

    /// <summary>URL-safe base64. Padding is optional, but must be correct if present.</summary>
    private static bool IsBase64Url(string part) => part.Length > 0 && Base64Url.IsValid(part) && !part.Any(char.IsWhiteSpace);

    /// <returns>Null if the bytes are not a JSON object.</returns>
    private static bool? IsHs256(byte[] header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } fields)
                return null;
            return TokenPayload.GetText(fields, "alg") == SecurityAlgorithms.HmacSha256
                && (!fields.TryGetProperty("typ", out _) || TokenPayload.GetText(fields, "typ") is "JWT" or "jwt")
                && !fields.TryGetProperty("crit", out _);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
