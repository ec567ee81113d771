namespace OpenEvent.Application.Identity;

/// <summary>Signs and verifies JSON Web Tokens (RFC 7519).</summary>
public interface ITokenSigner
{
    ValueTask<string> SignAsync(TokenClaims claims, CancellationToken ct);

    /// <summary>Verifies algorithm, signature, format and lifetime.</summary>
    ValueTask<TokenReadResult> ReadAsync(string token, CancellationToken ct);

    /// <summary>Reads the user id of a token that may have expired. Everything except the lifetime is verified.</summary>
    /// <remarks>The result must not be used for authorization.</remarks>
    /// <returns>Null if the text is not a token that this server signed.</returns>
    ValueTask<long?> GetUserIdIgnoringExpiryAsync(string token, CancellationToken ct);
}
