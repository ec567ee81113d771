using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// The connection to one board over a stream: serial port, socket, pipe. One command is in flight at a time. A reply that does not come, or comes wrong,
/// fails its command only: before the next the line is idle, what came late is thrown away and the board is asked who it is. A port that hangs up is
/// never written to again; it is closed aside and opened anew, with growing pauses.
/// </summary>
public sealed class BoardLink(Func<CancellationToken, Task<Stream>> open, LinkOptions? options = null) : IAsyncDisposable
{
    private readonly SemaphoreSlim _semaphore = new(1);
    private ReceiveQueue? _receiveQueue;
    private bool _needsHandshake;
    private bool? _uartAcknowledges;
    private int _failures;
    private long _failedAt;
    private string? _lastFailure;
    private bool _disposed;

    /// <summary>A link over one open stream, which is lost for good when it ends.</summary>
    public BoardLink(Stream stream, LinkOptions? options = null)
        : this(OpenOnce(stream), options) { }

    /// <summary>A link to a serial port or a network address; see <see cref="BoardPort"/>.</summary>
    public BoardLink(string address, LinkOptions? options = null)
        : this(new BoardPort(address).OpenAsync, options) { }

    public LinkOptions Options { get; } = options ?? new();

    /// <summary>What the board called itself at the last handshake, such as "PSLab V6".</summary>
    public string? Version { get; private set; }

    /// <summary>The firmware of the last handshake; before the first it counts as 2.</summary>
    public FirmwareVersion Firmware { get; private set; } = FirmwareVersion.V2;

    /// <summary>Grows by one whenever the board may have forgotten its settings.</summary>
    public int Session { get; private set; }

    public LinkState State =>
        _receiveQueue is { HasFailed: true } ? LinkState.Disconnected
        : _receiveQueue is null
            ? _failures > 0 ? LinkState.Disconnected
                : LinkState.Closed
        : _needsHandshake ? LinkState.NeedsHandshake
        : LinkState.Ready;

    /// <summary>Bytes have come that nobody asked for.</summary>
    internal bool HasUnread => _receiveQueue is { Available: > 0 };

    /// <summary>One command in a conversation of its own.</summary>
    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken ct = default)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        return await lease.ExecuteAsync(request, ct).ConfigureAwait(false);
    }

    /// <summary>Waits for the board to be free and ready (opening and greeting it where that is needed) and takes it.</summary>
    /// <exception cref="BoardException">There is no board, or it does not answer.</exception>
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
            // A handshake that its caller does not wait for is finished all the same.
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
        if (_receiveQueue is { } line)
            await line.CloseInBackgroundAsync().ConfigureAwait(false);
        _receiveQueue = null;
        _semaphore.Release();
    }

    internal void Release() => _semaphore.Release();

    /// <summary>Sends one command and reads its whole reply; it is never given up half-way, so that no byte of it is left for the next.</summary>
    internal async Task<CommandReply> ExchangeAsync(CommandRequest request)
    {
        var bytes = request.Encode();
        if (_receiveQueue is { HasFailed: false } && _needsHandshake)
            await HandshakeAsync(_receiveQueue).ConfigureAwait(false); // an earlier command of this conversation failed
        if (_receiveQueue is not { HasFailed: false } line)
            throw CreateHungUpException(null);
        if (line.Available > 0)
            await HandshakeAsync(line).ConfigureAwait(false);
        try
        {
            var reply = await ExchangeAsync(line, request, bytes).ConfigureAwait(false);
            if (request.Command.EndsSession)
                await CompleteRestartAsync(line).ConfigureAwait(false);
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
            _uartAcknowledges = null;
            throw new BoardException(BoardErrorKind.Timeout, $"The board did not answer {request.Command.Name} in time.", e);
        }
        catch (IOException e)
        {
            throw CreateHungUpException(e);
        }
    }

    private async Task<CommandReply> ExchangeAsync(ReceiveQueue line, CommandRequest request, byte[] bytes)
    {
        var firmware = Firmware;
        var limit = Options.Margin + request.GetDuration(firmware) * 2;
        var from = Options.Time.GetTimestamp();
        TimeSpan Left() => limit - Options.Time.GetElapsedTime(from);

        await SendAsync(line, request, bytes, Left).ConfigureAwait(false);
        var command = request.Command;
        if (command.Ack == AckRule.BeforeFirmware3 && !firmware.IsBefore3)
            return await ReceiveOptionalAckAsync(line, request).ConfigureAwait(false);

        var length = request.GetReplyLength([], firmware);
        while (true)
        {
            await line.WaitAsync(length, Left()).ConfigureAwait(false);
            var known = line.Peek(bytes => request.GetReplyLength(bytes[..length], firmware));
            if (known == length)
                break;
            length = known;
        }
        var reply = CommandReply.Decode(request, line.Take(length), firmware);
        if (length == 0 && !command.EndsSession)
            await Task.Delay(command.ProcessingTime(request.Arguments) + CommandRequest.TimePerByte * bytes.Length, Options.Time)
                .ConfigureAwait(false);
        return line.Available > 0
            ? throw new BoardException(BoardErrorKind.InvalidResponse, $"The board sent more than the answer to {command.Name}.")
            : reply;
    }

    private async Task SendAsync(ReceiveQueue line, CommandRequest request, byte[] bytes, Func<TimeSpan> left)
    {
        var sent = 0;
        if (request.Command.Pauses is { } pauses)
            try
            {
                foreach (var pause in pauses(request.Arguments))
                {
                    await line.WriteAsync(bytes.AsMemory(sent..(2 + pause.Sent)), left()).ConfigureAwait(false);
                    sent = 2 + pause.Sent;
                    await line.WaitAsync(pause.Received, left()).ConfigureAwait(false);
                }
            }
            catch (TimeoutException)
            {
                // The board still waits for the rest, and would take the next command for it.
                await line.WriteAsync(bytes.AsMemory(sent), Options.Margin).ConfigureAwait(false);
                throw;
            }
        if (sent < bytes.Length)
            await line.WriteAsync(bytes.AsMemory(sent), left()).ConfigureAwait(false);
    }

    /// <summary>
    /// Firmware from 3 on says nothing to a byte for the UART, but clients and boards in between expect an acknowledgement: the first time shows which.
    /// </summary>
    private async Task<CommandReply> ReceiveOptionalAckAsync(ReceiveQueue line, CommandRequest request)
    {
        if (_uartAcknowledges != false)
            try
            {
                await line.WaitAsync(1, _uartAcknowledges == true ? Options.Margin : TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
                var ack = line.Take(1)[0];
                if ((ack & 0x0F) != CommandReply.Success || line.Available > 0)
                    throw new BoardException(BoardErrorKind.InvalidResponse, $"The board answered {request.Command.Name} with 0x{ack:X2}.");
                _uartAcknowledges = true;
                return new CommandReply(FieldValues.None, ack);
            }
            catch (TimeoutException) when (_uartAcknowledges is null)
            {
                _uartAcknowledges = false;
            }
        await Task.Delay(TimeSpan.FromMilliseconds(2 * request.Command.Arguments.Fields[0].Width), Options.Time).ConfigureAwait(false);
        return new CommandReply(FieldValues.None, null);
    }

    private async Task EnsureReadyAsync(CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var from = Options.Time.GetTimestamp();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                if (_receiveQueue is { HasFailed: false } line)
                {
                    if (_needsHandshake || line.Available > 0)
                        await HandshakeAsync(line).ConfigureAwait(false);
                    return;
                }
                await ReopenAsync(ct).ConfigureAwait(false);
                return;
            }
            catch (BoardException exception)
                when (exception.Kind == BoardErrorKind.Disconnected
                    && Options.Time.GetElapsedTime(from) + BackOff() < Options.ReconnectTimeout
                    && open.Target is not SingleUseStream
                )
            {
                await Task.Delay(BackOff(), Options.Time, ct).ConfigureAwait(false);
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
        if (_failures > 0 && BackOff() - Options.Time.GetElapsedTime(_failedAt) is var rest && rest > TimeSpan.Zero)
        {
            if (rest > Options.ReconnectTimeout)
                throw new BoardException(BoardErrorKind.Disconnected, _lastFailure ?? "The board is not connected.");
            await Task.Delay(rest, Options.Time, ct).ConfigureAwait(false);
        }
        try
        {
            var stream = await OpenAsync().ConfigureAwait(false);
            _receiveQueue = new ReceiveQueue(stream, Options.Time);
            Session++;
            _uartAcknowledges = null;
            await HandshakeAsync(_receiveQueue).ConfigureAwait(false);
            _failures = 0;
        }
        catch (BoardException exception)
        {
            RecordFailure(exception.Message);
            throw;
        }
    }

    private async Task<Stream> OpenAsync()
    {
        var opening = Task.Run(() => open(CancellationToken.None));
        try
        {
            return await opening.WaitAsync(Options.OpenTimeout, Options.Time).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            _ = opening.ContinueWith(
                t => t.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default
            );
            throw new BoardException(BoardErrorKind.Disconnected, "The port does not open in time.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new BoardException(BoardErrorKind.Disconnected, $"The port cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>
    /// Lets the line go quiet, throws away what came, and asks the board who it is. Replies come in the order of commands, so nothing older can come
    /// after the answer.
    /// </summary>
    private async Task HandshakeAsync(ReceiveQueue line)
    {
        _needsHandshake = true;
        try
        {
            for (var attempt = 1; attempt <= Options.HandshakeAttempts; attempt++)
            {
                if (attempt > 1 || line.Available > 0 || line.Received > 0)
                    await WaitForSilenceAsync(line).ConfigureAwait(false);
                line.Discard();
                if (await ReadVersionAsync(line).ConfigureAwait(false) is not { } version)
                    continue;
                // The answers to earlier attempts may still be on their way.
                if (attempt > 1)
                    await WaitForSilenceAsync(line).ConfigureAwait(false);
                line.Discard();
                Version = version;
                if (await ReadFirmwareAsync(line).ConfigureAwait(false) is not { } firmware || line.Available > 0)
                    continue;
                Firmware = firmware;
                _needsHandshake = false;
                return;
            }
        }
        catch (IOException e)
        {
            throw CreateHungUpException(e);
        }
        // A port that stays silent, or speaks something else, may recover by being opened again.
        _receiveQueue = null;
        _ = line.CloseInBackgroundAsync();
        RecordFailure("What is connected there does not answer as a PSLab board.");
        throw new BoardException(BoardErrorKind.Disconnected, _lastFailure!);
    }

    private async Task WaitForSilenceAsync(ReceiveQueue line)
    {
        var from = Options.Time.GetTimestamp();
        while (Options.Time.GetElapsedTime(from) < Options.QuietTime * 20)
        {
            var before = line.Received;
            await Task.Delay(Options.QuietTime, Options.Time).ConfigureAwait(false);
            if (line.HasFailed)
                throw new IOException("The board hung up.");
            if (line.Received == before)
                return;
        }
    }

    private async Task<string?> ReadVersionAsync(ReceiveQueue line)
    {
        try
        {
            await line.WriteAsync(Commands.GetVersion.CreateRequest().Encode(), Options.Margin).ConfigureAwait(false);
            var from = Options.Time.GetTimestamp();
            for (var need = 1; ; need = line.Available + 1)
            {
                await line.WaitAsync(need, Options.Margin - Options.Time.GetElapsedTime(from)).ConfigureAwait(false);
                if (line.Peek(b => b.IndexOf((byte)'\n') + 1) is > 0 and var end)
                    return System.Text.Encoding.Latin1.GetString(line.Take(end)) is var text && FindName(text) is { } at
                        ? text[at..].Trim()
                        : null;
            }
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static int? FindName(string text) =>
        text.IndexOf("PSLab", StringComparison.Ordinal) is >= 0 and var at ? at
        : text.IndexOf("CSpark", StringComparison.Ordinal) is >= 0 and var old ? old
        : null;

    /// <summary>Firmware before 3 does not know the question: nothing comes, or one byte.</summary>
    private async Task<FirmwareVersion?> ReadFirmwareAsync(ReceiveQueue line)
    {
        await line.WriteAsync(Commands.GetFirmware.CreateRequest().Encode(), Options.Margin).ConfigureAwait(false);
        try
        {
            await line.WaitAsync(3, Options.Margin).ConfigureAwait(false);
            var bytes = line.Take(3);
            return bytes[0] is >= 2 and < 32 ? new FirmwareVersion(bytes[0], bytes[1], bytes[2]) : null;
        }
        catch (TimeoutException)
        {
            line.Discard();
            return FirmwareVersion.V2;
        }
    }

    /// <summary>After a restart the board shows its lights for 0.6 s and has forgotten its settings.</summary>
    private async Task CompleteRestartAsync(ReceiveQueue line)
    {
        Session++;
        _uartAcknowledges = null;
        await Task.Delay(TimeSpan.FromMilliseconds(700), Options.Time).ConfigureAwait(false);
        await HandshakeAsync(line).ConfigureAwait(false);
    }

    private TimeSpan BackOff() =>
        _failures == 0
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Min(Options.MaxBackOff.Ticks, Options.InitialBackOff.Ticks << Math.Min(_failures - 1, 20)));

    private void RecordFailure(string message) =>
        (_failures, _failedAt, _lastFailure) = (_failures + 1, Options.Time.GetTimestamp(), message);

    private static BoardException CreateHungUpException(Exception? cause) => new(BoardErrorKind.Disconnected, "The board hung up.", cause);

    private static Func<CancellationToken, Task<Stream>> OpenOnce(Stream stream) => new SingleUseStream(stream).OpenAsync;

    /// <summary>A stream that can be had once only.</summary>
    private sealed class SingleUseStream(Stream stream)
    {
        private Stream? _stream = stream;

        public Task<Stream> OpenAsync(CancellationToken ct) =>
            Interlocked.Exchange(ref _stream, null) is { } given
                ? Task.FromResult(given)
                : throw new BoardException(BoardErrorKind.Disconnected, "The board hung up.");
    }
}
