using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// The connection to one board over a stream: serial port, socket or pipe. One command runs at a time. A missing or wrong reply fails only
/// its command: before the next command the link waits for silence, discards late bytes and repeats the handshake. A port that closed is
/// never written to again. The link closes it in the background and opens it again, with increasing pauses. See
/// docs/reference/pslab-protocol.md#link.
/// </summary>
public sealed class BoardLink(Func<CancellationToken, Task<Stream>> open, LinkOptions? options = null) : IAsyncDisposable
{
    private readonly SemaphoreSlim _semaphore = new(1);
    private readonly StreamOpener _opener = new(open, options ?? new());
    private readonly UartAcknowledgement _uartAcknowledgement = new(options ?? new());
    private readonly ReconnectBackOff _backOff = new(options ?? new());
    private ReceiveQueue? _receiveQueue;
    private bool _needsHandshake;
    private bool _disposed;

    /// <summary>A link over an open stream. When the stream ends, the link cannot reconnect.</summary>
    public BoardLink(Stream stream, LinkOptions? options = null)
        : this(new SingleUseStream(stream).OpenAsync, options) { }

    /// <summary>A link to a serial port or a network address; see <see cref="BoardPort"/>.</summary>
    public BoardLink(string address, LinkOptions? options = null)
        : this(new BoardPort(address).OpenAsync, options) { }

    public LinkOptions Options { get; } = options ?? new();

    /// <summary>The board's name in the last handshake, such as "PSLab V6".</summary>
    public string? Version { get; private set; }

    /// <summary>The firmware version in the last handshake; 2 before the first handshake.</summary>
    public FirmwareVersion Firmware { get; private set; } = FirmwareVersion.V2;

    /// <summary>Increases when the board may have lost its settings: after a new connection or a restart.</summary>
    public int Session { get; private set; }

    /// <summary>Increases when the port was opened anew. A board that was restarted by a command keeps its connection.</summary>
    public int Connections { get; private set; }

    public LinkState State =>
        _receiveQueue switch
        {
            { HasFailed: true } => LinkState.Disconnected,
            null => _backOff.HasFailed ? LinkState.Disconnected : LinkState.Closed,
            _ => _needsHandshake ? LinkState.NeedsHandshake : LinkState.Ready,
        };

    /// <summary>Whether bytes were received that belong to no command.</summary>
    internal bool HasUnread => _receiveQueue is { Available: > 0 };

    /// <summary>Runs one command with its own lease.</summary>
    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken ct = default)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        return await lease.ExecuteAsync(request, ct).ConfigureAwait(false);
    }

    /// <summary>Waits until the board is free, opens the port and does a handshake if needed, and takes the board.</summary>
    /// <exception cref="BoardException">The board is not connected or does not answer.</exception>
    public async Task<BoardLease> AcquireAsync(CancellationToken ct = default)
    {
        await _semaphore.WaitAsync(ct).ConfigureAwait(false);
        var handshake = EnsureReadyAsync(ct);
        try
        {
            await handshake.WaitAsync(ct).ConfigureAwait(false);
            return new BoardLease(this);
        }
        catch
        {
            // The handshake continues if its caller is cancelled.
            _ = handshake.ContinueWith(
                t =>
                {
                    _ = t.Exception;
                    Release();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _semaphore.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        if (_receiveQueue is { } receiveQueue)
            await receiveQueue.CloseInBackgroundAsync().ConfigureAwait(false);
        _receiveQueue = null;
        _semaphore.Release();
    }

    internal void Release() => _semaphore.Release();

    /// <summary>
    /// Sends one command and reads its whole reply. It cannot be cancelled, so no byte of the reply is left for the next command.
    /// </summary>
    internal async Task<CommandReply> ExchangeAsync(CommandRequest request)
    {
        var bytes = request.Encode();
        if (_receiveQueue is { HasFailed: false } && _needsHandshake)
            await HandshakeAsync(_receiveQueue).ConfigureAwait(false); // an earlier command of this lease failed
        if (_receiveQueue is not { HasFailed: false } receiveQueue)
            throw CreateDisconnectedException(null);
        if (receiveQueue.Available > 0)
            await HandshakeAsync(receiveQueue).ConfigureAwait(false);
        try
        {
            var reply = await ExchangeAsync(receiveQueue, request, bytes).ConfigureAwait(false);
            if (request.Command.EndsSession)
                await CompleteRestartAsync(receiveQueue).ConfigureAwait(false);
            return reply;
        }
        catch (BoardException exception) when (exception.Kind == BoardErrorKind.InvalidResponse)
        {
            _needsHandshake = true;
            throw;
        }
        catch (TimeoutException e)
        {
            _needsHandshake = true;
            _uartAcknowledgement.Reset();
            throw new BoardException(BoardErrorKind.Timeout, $"The board did not answer {request.Command.Name} in time.", e);
        }
        catch (IOException e)
        {
            throw CreateDisconnectedException(e);
        }
    }

    private async Task<CommandReply> ExchangeAsync(ReceiveQueue receiveQueue, CommandRequest request, byte[] bytes)
    {
        var firmware = Firmware;
        var limit = Options.Margin + request.GetDuration(firmware) * 2;
        var start = Options.Time.GetTimestamp();
        TimeSpan Remaining() => limit - Options.Time.GetElapsedTime(start);

        await SendAsync(receiveQueue, request, bytes, Remaining).ConfigureAwait(false);
        var command = request.Command;
        if (command.Ack == AckRule.BeforeFirmware3 && !firmware.IsBefore3)
            return await _uartAcknowledgement.ReceiveAsync(receiveQueue, request).ConfigureAwait(false);

        var length = request.GetReplyLength([], firmware);
        while (true)
        {
            await receiveQueue.WaitAsync(length, Remaining()).ConfigureAwait(false);
            var knownLength = receiveQueue.Peek(bytes => request.GetReplyLength(bytes[..length], firmware));
            if (knownLength == length)
                break;
            length = knownLength;
        }
        var reply = CommandReply.Decode(request, receiveQueue.Take(length), firmware);
        if (length == 0 && !command.EndsSession)
            await Task.Delay(command.ProcessingTime(request.Arguments) + CommandRequest.TimePerByte * bytes.Length, Options.Time)
                .ConfigureAwait(false);
        return receiveQueue.Available > 0
            ? throw new BoardException(BoardErrorKind.InvalidResponse, $"The board sent more bytes than the answer to {command.Name}.")
            : reply;
    }

    private async Task SendAsync(ReceiveQueue receiveQueue, CommandRequest request, byte[] bytes, Func<TimeSpan> remaining)
    {
        var sent = 0;
        if (request.Command.Pauses is { } pauses)
            try
            {
                foreach (var pause in pauses(request.Arguments))
                {
                    await receiveQueue.WriteAsync(bytes.AsMemory(sent..(2 + pause.Sent)), remaining()).ConfigureAwait(false);
                    sent = 2 + pause.Sent;
                    await receiveQueue.WaitAsync(pause.Received, remaining()).ConfigureAwait(false);
                }
            }
            catch (TimeoutException)
            {
                // The board still waits for the remaining bytes and would take the next command for them.
                await receiveQueue.WriteAsync(bytes.AsMemory(sent), Options.Margin).ConfigureAwait(false);
                throw;
            }
        if (sent < bytes.Length)
            await receiveQueue.WriteAsync(bytes.AsMemory(sent), remaining()).ConfigureAwait(false);
    }

    private async Task EnsureReadyAsync(CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var start = Options.Time.GetTimestamp();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                if (_receiveQueue is { HasFailed: false } receiveQueue)
                {
                    if (_needsHandshake || receiveQueue.Available > 0)
                        await HandshakeAsync(receiveQueue).ConfigureAwait(false);
                    return;
                }
                await ReopenAsync(ct).ConfigureAwait(false);
                return;
            }
            catch (BoardException exception)
                when (exception.Kind == BoardErrorKind.Disconnected
                    && Options.Time.GetElapsedTime(start) + _backOff.Pause < Options.ReconnectTimeout
                    && _opener.CanReopen
                )
            {
                await Task.Delay(_backOff.Pause, Options.Time, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task ReopenAsync(CancellationToken ct)
    {
        if (_receiveQueue is { } old)
        {
            _receiveQueue = null;
            _ = old.CloseInBackgroundAsync();
        }
        var pause = _backOff.RemainingPause;
        if (pause > Options.ReconnectTimeout)
            throw new BoardException(BoardErrorKind.Disconnected, _backOff.LastMessage ?? "The board is not connected.");
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, Options.Time, ct).ConfigureAwait(false);
        try
        {
            var stream = await _opener.OpenAsync().ConfigureAwait(false);
            _receiveQueue = new ReceiveQueue(stream, Options.Time);
            Session++;
            Connections++;
            _uartAcknowledgement.Reset();
            await HandshakeAsync(_receiveQueue).ConfigureAwait(false);
            _backOff.Reset();
        }
        catch (BoardException exception)
        {
            _backOff.RecordFailure(exception.Message);
            throw;
        }
    }

    private async Task HandshakeAsync(ReceiveQueue receiveQueue)
    {
        const string message = "The device at the port does not answer like a PSLab board.";
        _needsHandshake = true;
        try
        {
            if (await new BoardHandshake(receiveQueue, Options).RunAsync().ConfigureAwait(false) is { } identity)
            {
                Version = identity.Version;
                Firmware = identity.Firmware;
                _needsHandshake = false;
                return;
            }
        }
        catch (IOException e)
        {
            throw CreateDisconnectedException(e);
        }
        // A port that stays silent or sends something else may recover when it is opened again.
        _receiveQueue = null;
        _ = receiveQueue.CloseInBackgroundAsync();
        _backOff.RecordFailure(message);
        throw new BoardException(BoardErrorKind.Disconnected, message);
    }

    /// <summary>A restarted board lights its LEDs for 0.6 s and has lost its settings.</summary>
    private async Task CompleteRestartAsync(ReceiveQueue receiveQueue)
    {
        Session++;
        _uartAcknowledgement.Reset();
        await Task.Delay(TimeSpan.FromMilliseconds(700), Options.Time).ConfigureAwait(false);
        await HandshakeAsync(receiveQueue).ConfigureAwait(false);
    }

    private static BoardException CreateDisconnectedException(Exception? cause) =>
        new(BoardErrorKind.Disconnected, "The board disconnected.", cause);
}
