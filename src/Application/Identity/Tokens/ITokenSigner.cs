namespace OpenEvent.Application.Identity;

/// <summary>Signs and verifies JSON Web Tokens (RFC 7519).</summary>
public interface ITokenSigner
{
    ValueTask<string> SignAsync(TokenClaims claims, CancellationToken ct);

    /// <summary>Verifies algorithm, signature, form and lifetime.</summary>
    ValueTask<TokenReadResult> ReadAsync(string token, CancellationToken ct);

    /// <summary>The user's id in a token that may have expired: everything but the lifetime is verified. It authorises nothing by itself.</summary>
    /// <returns>null for whatever is not a token that this server signed.</returns>
    ValueTask<long?> GetUserIdIgnoringExpiryAsync(string token, CancellationToken ct);
}
