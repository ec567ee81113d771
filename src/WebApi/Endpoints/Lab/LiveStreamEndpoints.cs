using MediatR;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Live streams of devices by WebSocket (docs/reference/lab-http.md#live-streams).</summary>
internal static class LiveStreamEndpoints
{
    public static void MapLiveStreams(this IEndpointRouteBuilder app)
    {
        var routes = new RouteTable(app, "Lab");
        routes.Get("/v1/lab/devices/{name}/stream", StreamAsync, RoutePermission.SignedIn);
        routes.Get("/v1/lab/devices/{name}/watch", WatchAsync, RoutePermission.SignedIn);
    }

    private static async Task StreamAsync(
        string name,
        HttpContext http,
        IMediator mediator,
        IHostApplicationLifetime lifetime,
        SessionWatch session,
        CancellationToken ct
    )
    {
        await RequireWebSocketAsync(name, http, mediator, () => mediator.Send(new CheckLiveStream(), ct), ct);
        await using var stream = await mediator.Send(new OpenLiveStream(name), ct);
        using var socket = await WebSocketRequest.AcceptAsync(http);
        var live = new LiveSocket(socket, ct, lifetime.ApplicationStopping);
        await live.RunAsync(stream.Messages, stream.Receive, stream.RunAsync, ended => session.WaitForEndAsync(http, ended));
    }

    private static async Task WatchAsync(
        string name,
        HttpContext http,
        IMediator mediator,
        IHostApplicationLifetime lifetime,
        SessionWatch session,
        CancellationToken ct
    )
    {
        await RequireWebSocketAsync(name, http, mediator, async () => (await mediator.Send(new WatchDevice(name), ct)).Dispose(), ct);
        using var viewer = await mediator.Send(new WatchDevice(name), ct);
        using var socket = await WebSocketRequest.AcceptAsync(http);
        var live = new LiveSocket(socket, ct, lifetime.ApplicationStopping);
        await live.RunAsync(
            viewer.Messages,
            _ => { },
            cancelled => Task.Delay(Timeout.Infinite, cancelled),
            ended => session.WaitForEndAsync(http, ended)
        );
    }

    /// <summary>
    /// A browser does not tell a page why a WebSocket was refused. A page finds the reason with a GET of the same route, which is rejected
    /// as the WebSocket was, or else as not a WebSocket.
    /// </summary>
    /// <param name="check">Rejects the request as opening the WebSocket would.</param>
    /// <exception cref="RejectedException">
    /// Unauthenticated or NotFound. Malformed: it is not a WebSocket. Forbidden: a page of another site opens it.
    /// </exception>
    private static async Task RequireWebSocketAsync(
        string name,
        HttpContext http,
        IMediator mediator,
        Func<Task> check,
        CancellationToken ct
    )
    {
        await mediator.Send(new GetDevice(name), ct);
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await check();
            throw RejectedException.Malformed("This route is a WebSocket. Send the headers Connection: Upgrade and Upgrade: websocket.");
        }

        await WebSocketRequest.RequireOwnOriginAsync(http);
    }
}
