using System.Net.WebSockets;
using Microsoft.AspNetCore.Cors.Infrastructure;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// What a WebSocket needs besides a token. Browsers open WebSockets to any site and send its cookies with them, and the same-origin policy
/// does not hold there, so the origin is checked (https://www.rfc-editor.org/rfc/rfc6455#section-10.2).
/// </summary>
internal static class WebSocketRequest
{
    /// <summary>A page without a cookie sends its token as a subprotocol with this prefix, because it cannot set headers.</summary>
    public const string TokenProtocol = "bearer.";

    /// <summary>A client that does not answer a ping in time is lost, and its connection is closed.</summary>
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15),
        KeepAliveTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The subprotocols that the client offers.</summary>
    public static IEnumerable<string> Protocols(HttpRequest request) =>
        request.Headers.SecWebSocketProtocol.SelectMany(h => (h ?? "").Split(',')).Select(p => p.Trim()).Where(p => p.Length > 0);

    /// <summary>Checks the origin of a WebSocket that a browser opens: this server's, or one of <c>Cors:Origins</c>.</summary>
    /// <exception cref="RejectedException">Forbidden.</exception>
    public static async Task RequireOwnOriginAsync(HttpContext http)
    {
        if (http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            if (RequestToken.Read(http.Request, RequestToken.AccessCookie) is { IsCookie: true })
                throw RejectedException.Forbidden("A WebSocket with the session cookie needs the header Origin.");
            return;
        }
        if (origin.Equals($"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase))
            return;
        var cors = await http.RequestServices.GetRequiredService<ICorsPolicyProvider>().GetPolicyAsync(http, policyName: null);
        if (cors is not { SupportsCredentials: true } || !cors.Origins.Contains(origin))
            throw RejectedException.Forbidden("Pages of other sites cannot open this stream. Cors:Origins names the sites that may.");
    }

    /// <summary>Accepts the WebSocket with a subprotocol that the client offers.</summary>
    /// <exception cref="RejectedException">
    /// Malformed: the client offers its token only. It would be repeated in the response, whose headers proxies write to logs.
    /// </exception>
    public static Task<WebSocket> AcceptAsync(HttpContext http)
    {
        var offered = Protocols(http.Request).ToList();
        var protocol = offered.Find(p => !p.StartsWith(TokenProtocol, StringComparison.Ordinal));
        if (protocol is null && offered.Count > 0)
            throw RejectedException.Malformed($"Offer another subprotocol besides {TokenProtocol}TOKEN, e.g. openevent.");
        return http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                SubProtocol = protocol,
                KeepAliveInterval = KeepAliveInterval,
                KeepAliveTimeout = KeepAliveTimeout,
            }
        );
    }
}
