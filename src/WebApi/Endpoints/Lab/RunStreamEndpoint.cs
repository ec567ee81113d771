using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Mvc;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The messages of a run: as text frames of a WebSocket, or as lines of JSON.</summary>
internal static class RunStreamEndpoint
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static async Task StreamAsync(
        HttpContext http,
        [FromRoute(Name = "key")] long id,
        RunStream stream,
        RunViewerSlots viewers,
        IHostApplicationLifetime lifetime,
        CancellationToken ct
    )
    {
        if (http.WebSockets.IsWebSocketRequest)
            await WebSocketRequest.RequireOwnOriginAsync(http);
        var cursor = ReadCursor(http);
        var run = await stream.OpenAsync(id, ct);
        using var slot = viewers.Take(http.Features.Get<AuthenticatedToken>()?.Claims.UserId ?? 0);
        // Viewers of a server that stops connect again, to another one.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        if (http.WebSockets.IsWebSocketRequest)
            await SendFramesAsync(http, stream.ReadAsync(run, cursor, ending.Token), ending);
        else
            await WriteLinesAsync(http, stream.ReadAsync(run, cursor, ending.Token), ending.Token);
    }

    private static async Task WriteLinesAsync(HttpContext http, IAsyncEnumerable<byte[]> messages, CancellationToken ct)
    {
        http.Response.ContentType = "application/x-ndjson";
        http.Response.Headers.CacheControl = "no-store";
        // The headers are sent before the first message, so that a viewer knows that the stream is open.
        await http.Response.StartAsync(ct);
        try
        {
            await foreach (var message in messages)
            {
                await http.Response.Body.WriteAsync(message, ct);
                await http.Response.Body.WriteAsync(LineEnd, ct);
                await http.Response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The viewer has gone, or the server stops.
        }
    }

    private static async Task SendFramesAsync(HttpContext http, IAsyncEnumerable<byte[]> messages, CancellationTokenSource ending)
    {
        using var socket = await WebSocketRequest.AcceptAsync(http);
        var closing = ReadUntilClosedAsync(socket, ending);
        try
        {
            await foreach (var message in messages)
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, ending.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token);
            await closing.WaitAsync(TimeSpan.FromSeconds(5), ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or TimeoutException)
        {
            // The viewer has gone, or the server stops.
        }
        finally
        {
            await ending.CancelAsync();
            await closing;
        }
    }

    /// <summary>Viewers send nothing. A frame that arrives is ignored; the end of the connection ends the stream.</summary>
    private static async Task ReadUntilClosedAsync(WebSocket socket, CancellationTokenSource ending)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), ending.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The connection is gone.
        }

        await ending.CancelAsync();
    }

    /// <exception cref="RejectedException">Malformed.</exception>
    private static long ReadCursor(HttpContext http) =>
        http.Request.Query["after"].ToString() is not { Length: > 0 } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor
        : throw RejectedException.Malformed("after must be the number of a message.", "after");
}
