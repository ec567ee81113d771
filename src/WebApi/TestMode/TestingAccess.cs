using System.Net;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary>
/// Who may use the routes of testing mode: programs of the same machine, unless <c>Testing:AllowRemote</c> is set. Pages of other sites are
/// rejected: a developer's browser could send their requests to these routes.
/// </summary>
internal static class TestingAccess
{
    private static readonly string[] ForwardingHeaders =
    [
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Original-For",
        "X-Real-IP",
        "Forwarded",
        "Via",
    ];

    /// <exception cref="RejectedException">Forbidden.</exception>
    public static void Check(HttpContext http, TestingSettings settings)
    {
        if (http.Request.Headers["Sec-Fetch-Site"] == "cross-site")
            throw RejectedException.Forbidden("Pages of other sites may not use the routes of testing mode.");
        if (!settings.AllowRemote && !IsLocal(http))
            throw RejectedException.Forbidden(
                "The routes of testing mode answer on this machine only. Testing:AllowRemote=true opens them to others."
            );
    }

    /// <remarks>
    /// A reverse proxy on this machine forwards requests of others. A page whose name leads to this machine sends that name as the host
    /// (DNS rebinding), and a page of another site its origin.
    /// </remarks>
    private static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !ForwardingHeaders.Any(http.Request.Headers.ContainsKey)
        && IsLoopback(http.Request.Host.Host)
        && (
            http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host))
        );

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
