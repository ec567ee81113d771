using System.Net.WebSockets;
using OpenEvent.Application.Lab;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The connection of a live stream: sends what is in a buffer, and receives messages, until one side ends it.</summary>
/// <param name="gone">Cancelled when the connection is lost.</param>
/// <param name="stopping">Cancelled when the server stops.</param>
internal sealed class LiveSocket(WebSocket socket, CancellationToken gone, CancellationToken stopping)
{
    private const int MaxMessageLength = 16 * 1024;

    /// <summary>A client that takes so long for one message is lost.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30),
        CloseTimeout = TimeSpan.FromSeconds(5);

    private WebSocketCloseStatus _status = WebSocketCloseStatus.NormalClosure;

    /// <param name="receive">Called with each text of the client.</param>
    /// <param name="produce">Fills the buffer. When it ends, the connection is closed after the last message.</param>
    /// <param name="waitForSessionEnd">When it ends, the connection is closed with status 1008.</param>
    public async Task RunAsync(
        LiveMessageBuffer messages,
        Action<ReadOnlyMemory<byte>> receive,
        Func<CancellationToken, Task> produce,
        Func<CancellationToken, Task> waitForSessionEnd
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        var receiving = ReceiveAsync(receive, ending);
        var producing = ProduceAsync(produce, ending);
        var watching = EndWithSessionAsync(waitForSessionEnd, ending);
        await SendAsync(messages, ending);
        await ending.CancelAsync();
        await CloseAsync();
        if (await Task.WhenAny(receiving, Task.Delay(CloseTimeout, CancellationToken.None)) != receiving)
            socket.Abort(); // the client does not close its side
        await receiving;
        await watching;
        await producing;
    }

    private async Task EndWithSessionAsync(Func<CancellationToken, Task> waitForSessionEnd, CancellationTokenSource ending)
    {
        try
        {
            await waitForSessionEnd(ending.Token);
            _status = WebSocketCloseStatus.PolicyViolation;
            await ending.CancelAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The stream has ended.
        }
    }

    private async Task SendAsync(LiveMessageBuffer messages, CancellationTokenSource ending)
    {
        try
        {
            await foreach (var message in messages.ReadAsync(ending.Token))
            {
                // A cancelled send breaks the connection, so that only a client that does not read is cancelled.
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(gone);
                timeout.CancelAfter(SendTimeout);
                await socket.SendAsync(
                    message.Content,
                    message.IsFrame ? WebSocketMessageType.Binary : WebSocketMessageType.Text,
                    endOfMessage: true,
                    timeout.Token
                );
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client has gone or does not read, or the stream ends.
        }
    }

    private async Task ProduceAsync(Func<CancellationToken, Task> produce, CancellationTokenSource ending)
    {
        try
        {
            await produce(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The other side or the server ends the stream.
        }
        catch
        {
            _status = WebSocketCloseStatus.InternalServerError;
            await ending.CancelAsync();
            throw;
        }
    }

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> receive, CancellationTokenSource ending)
    {
        var buffer = new byte[MaxMessageLength];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), gone);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                length += part.Count;
                if (part.EndOfMessage)
                {
                    if (part.MessageType == WebSocketMessageType.Text)
                        receive(buffer.AsMemory(0, length));
                    length = 0;
                }
                else if (length == buffer.Length)
                {
                    _status = WebSocketCloseStatus.MessageTooBig;
                    break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The connection is gone.
        }

        await ending.CancelAsync();
    }

    /// <summary>Says why the connection ends. Clients of a server that stops connect again, to another one.</summary>
    private async Task CloseAsync()
    {
        if (stopping.IsCancellationRequested)
            _status = WebSocketCloseStatus.EndpointUnavailable;
        try
        {
            using var timeout = new CancellationTokenSource(CloseTimeout);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(_status, null, timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client has gone.
        }
    }
}
