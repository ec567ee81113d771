using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Link;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>A PSLab board as a device of the lab. Only the server that holds the port's lock file uses it.</summary>
/// <param name="port">The serial port's path or the network address.</param>
/// <param name="virtualBoard">The process of a virtual board, if the device is one.</param>
/// <param name="callLimit">The longest time that a call can take.</param>
internal sealed class PSLabDriver(string name, string port, string? lockFolder, VirtualBoardProcess? virtualBoard, TimeSpan callLimit)
    : IDeviceDriver
{
    /// <summary>After so many failures in a row the process of a virtual board is replaced.</summary>
    private const int MaxFailures = 2;

    /// <summary>Keeps units and quotes unescaped: the JSON is never embedded in HTML.</summary>
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Longer than the default, because a busy server may delay the link, and also its virtual board, whose end is noticed without it.
    /// </summary>
    private TimeSpan Margin => TimeSpan.FromSeconds(virtualBoard is null ? 3 : 10);

    /// <summary>Part of the limit is left for reading the result.</summary>
    private readonly TimeSpan _longestWait = callLimit * 0.9;

    private PortLock? _lock;
    private Board? _board;
    private int _failures;

    public int Connections => _board?.Link.Connections ?? 0;

    public string? Circuit { get; set; }

    public Func<CancellationToken, Task<byte[]>> PrepareCall(string function)
    {
        FunctionCall call;
        try
        {
            call = FunctionString.Parse(function);
            call.RequireShorterThan(_longestWait);
        }
        catch (BoardException exception)
        {
            throw RejectedException.Invalid(exception.Message, "/function");
        }
        catch (FunctionException exception)
        {
            throw new RejectedException(RejectionKind.Invalid, [new Problem(exception.Message, "/function", Column: exception.Column)]);
        }

        return async ct => ToJson(await UseBoardAsync(board => call.RunAsync(board, ct), ct));
    }

    public Func<CancellationToken, Task<LiveFrame>> PrepareCapture(LiveCapture capture)
    {
        var run = LiveInstruments.Prepare(capture);
        return ct => UseBoardAsync(board => run(board, ct), ct, pointer: null);
    }

    public Task<InstrumentIdentity> IdentifyAsync(CancellationToken ct) =>
        UseBoardAsync(
            async board =>
            {
                var identity = await board.IdentifyAsync(ct);
                return new InstrumentIdentity(identity.Version, identity.Firmware.ToString());
            },
            ct
        );

    public Task MakeSafeAsync(CancellationToken ct) =>
        UseBoardAsync(
            async board =>
            {
                await board.MakeSafeAsync(ct);
                return true;
            },
            ct
        );

    public async Task RestartAsync()
    {
        if (virtualBoard is null)
            return;
        if (_board is not null)
            await _board.DisposeAsync();
        _board = null;
        await virtualBoard.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_board is not null)
            await _board.DisposeAsync();
        if (virtualBoard is not null)
            await virtualBoard.DisposeAsync();
        _lock?.Dispose();
    }

    /// <param name="pointer">The part of the request that is wrong if the board cannot do what it asks.</param>
    private async Task<T> UseBoardAsync<T>(Func<Board, Task<T>> use, CancellationToken ct, string? pointer = "/function")
    {
        if (_lock is null && virtualBoard is null && port.StartsWith('/') && !File.Exists(port))
            // Lock only when the port exists: before that, the target of a link is unknown.
            throw RejectedException.Unavailable($"The device {name} is not connected: the port {port} does not exist.", DeviceCodes.Lost);
        _lock ??= PortLock.TryAcquire(port, lockFolder)
            ?? throw RejectedException.Unavailable($"The device {name} is in use by another server.", DeviceCodes.UsedByOtherServer);
        if (virtualBoard is not null)
        {
            await virtualBoard.EnsureStartedAsync(ct);
            await virtualBoard.ConnectCircuitAsync(Circuit);
        }
        _board ??= new Board(port, new LinkOptions { Margin = Margin, CallLimit = _longestWait });
        try
        {
            var result = await use(_board);
            _failures = 0;
            return result;
        }
        catch (BoardException exception)
            when (exception.Kind is BoardErrorKind.Timeout or BoardErrorKind.InvalidResponse or BoardErrorKind.Disconnected)
        {
            if (virtualBoard is not null && ++_failures >= MaxFailures)
            {
                virtualBoard.Kill();
                _failures = 0;
            }
            throw RejectedException.Unavailable($"The device {name} is lost: {exception.Message}", DeviceCodes.Lost);
        }
        catch (BoardException exception)
        {
            throw RejectedException.Invalid(exception.Message, pointer);
        }
    }

    private static byte[] ToJson(FunctionResult result)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonOptions))
            result.WriteTo(json);
        return bytes.ToArray();
    }
}
