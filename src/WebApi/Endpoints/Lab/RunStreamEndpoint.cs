using System.Globalization;
using System.Net.WebSockets;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The messages of a run: as text frames of a WebSocket, or as lines of JSON.</summary>
internal static class RunStreamEndpoint
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>A viewer who takes so long for one message is lost.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30),
        CloseTimeout = TimeSpan.FromSeconds(5);

    public static async Task StreamAsync(
        HttpContext http,
        [FromRoute(Name = "key")] long id,
        IMediator mediator,
        SessionWatch session,
        IHostApplicationLifetime lifetime,
        CancellationToken ct
    )
    {
        if (http.WebSockets.IsWebSocketRequest)
            await WebSocketRequest.RequireOwnOriginAsync(http);
        var cursor = ReadCursor(http);
        using var viewer = await mediator.Send(new WatchRun(id), ct);
        // Viewers of a server that stops connect again, to another one.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var sessionEnd = EndWithSessionAsync(session.WaitForEndAsync(http, ending.Token), ending);
        try
        {
            if (http.WebSockets.IsWebSocketRequest)
                await SendFramesAsync(http, viewer.ReadAsync(cursor, ending.Token), ending, sessionEnd);
            else
                await WriteLinesAsync(http, viewer.ReadAsync(cursor, ending.Token), ending.Token);
        }
        finally
        {
            // A watch that is not cancelled asks for the account until the token expires.
            await ending.CancelAsync();
            await sessionEnd;
        }
    }

    /// <returns>Whether the end of the session ended the stream.</returns>
    private static async Task<bool> EndWithSessionAsync(Task sessionEnd, CancellationTokenSource ending)
    {
        try
        {
            await sessionEnd;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return false;
        }
        await ending.CancelAsync();
        return true;
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
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
                timeout.CancelAfter(SendTimeout);
                await http.Response.Body.WriteAsync(message, timeout.Token);
                await http.Response.Body.WriteAsync(LineEnd, timeout.Token);
                await http.Response.Body.FlushAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer has gone or does not read, the session has ended, or the server stops. A cut response is no complete one.
            if (!http.RequestAborted.IsCancellationRequested)
                http.Abort();
        }
    }

    private static async Task SendFramesAsync(
        HttpContext http,
        IAsyncEnumerable<byte[]> messages,
        CancellationTokenSource ending,
        Task<bool> sessionEnd
    )
    {
        using var socket = await WebSocketRequest.AcceptAsync(http);
        var closing = ReadUntilClosedAsync(socket, ending, http.RequestAborted);
        try
        {
            await foreach (var message in messages)
            {
                // A cancelled send breaks the connection, so that only a viewer who does not read is cancelled.
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
                timeout.CancelAfter(SendTimeout);
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token);
            await closing.WaitAsync(CloseTimeout, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or TimeoutException)
        {
            // The viewer has gone or does not read, the session has ended, or the server stops.
        }
        finally
        {
            await ending.CancelAsync();
            if (await sessionEnd)
                await CloseAsync(socket, closing);
            socket.Abort();
            await closing;
        }
    }

    private static async Task CloseAsync(WebSocket socket, Task closing)
    {
        try
        {
            using var timeout = new CancellationTokenSource(CloseTimeout);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, null, timeout.Token);
            await closing.WaitAsync(timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The viewer has gone.
        }
    }

    /// <summary>Viewers send nothing. A frame that arrives is ignored; the end of the connection ends the stream.</summary>
    /// <param name="gone">Not <paramref name="ending"/>: a cancelled receive breaks the connection before it is closed.</param>
    private static async Task ReadUntilClosedAsync(WebSocket socket, CancellationTokenSource ending, CancellationToken gone)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), gone)).MessageType != WebSocketMessageType.Close) { }
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
