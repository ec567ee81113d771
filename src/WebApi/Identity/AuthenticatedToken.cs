using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>The verified access token of the request and its account. It is stored as a feature of the request.</summary>
internal sealed record AuthenticatedToken(TokenClaims Claims, Account Account)
{
    /// <summary>The hash of the access token of a program; null for the token of a session.</summary>
    public string? AccessTokenHash { get; init; }

    /// <summary>Rejects a request without a valid access token, before its body is read.</summary>
    /// <exception cref="RejectedException">Unauthenticated.</exception>
    public static void Require(HttpContext http)
    {
        if (http.Features.Get<AuthenticatedToken>() is null)
            throw RejectedException.Unauthenticated("Sign in to send files.");
    }
}
