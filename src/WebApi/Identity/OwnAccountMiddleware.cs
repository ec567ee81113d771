using System.Globalization;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// In all URLs below <c>/v1/users</c>, the key <c>me</c> stands for the id of the caller. It runs after the authentication and before
/// everything that reads the key.
/// </summary>
internal sealed class OwnAccountMiddleware(RequestDelegate next)
{
    private const string Me = "me";
    private const string KeyedRoutes = "/v1/users/{";

    /// <exception cref="RejectedException">Unauthenticated: the caller is not signed in.</exception>
    public Task InvokeAsync(HttpContext http)
    {
        if (
            http.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern }
            && pattern.RawText?.StartsWith(KeyedRoutes, StringComparison.Ordinal) == true
            && pattern.Parameters[0].Name is var name
            && http.Request.RouteValues[name] is Me
        )
        {
            var token = http.Features.Get<AuthenticatedToken>()
                ?? throw RejectedException.SignInFirst("The key \"me\" stands for your own account.");
            http.Request.RouteValues[name] = token.Account.Actor.UserId!.Value.ToString(CultureInfo.InvariantCulture);
        }

        return next(http);
    }
}
