using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Link;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>A PSLab board as the lab's device. It belongs to the server that holds its lock file, and only while it does.</summary>
/// <param name="port">The serial port's path or the network address.</param>
/// <param name="virtualBoard">What answers there, if it is ours to keep running.</param>
internal sealed class PSLabInstrument(string name, string port, string? lockFolder, VirtualBoardProcess? virtualBoard) : IInstrument
{
    /// <summary>Units and quotes as they are: it is no HTML.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A server has much else to do, and so may its virtual board.</summary>
    private static readonly LinkOptions Patient = new() { Margin = TimeSpan.FromSeconds(3) };

    private PortLock? _lock;
    private Board? _board;

    public Func<CancellationToken, Task<byte[]>> Prepare(string function)
    {
        FunctionCall call;
        try
        {
            call = FunctionString.Parse(function);
        }
        catch (FunctionFault fault)
        {
            throw new Refused(RefusalKind.Invalid, [new Problem(fault.Message, "/function", Column: fault.Column)]);
        }

        return async ct => Json(await OnBoardAsync(board => call.RunAsync(board, ct), ct));
    }

    public Task<InstrumentIdentity> IdentifyAsync(CancellationToken ct) =>
        OnBoardAsync(
            async board =>
            {
                var identity = await board.IdentifyAsync(ct);
                return new InstrumentIdentity(identity.Version, identity.Firmware.ToString());
            },
            ct
        );

    public Task MakeSafeAsync(CancellationToken ct) =>
        OnBoardAsync(
            async board =>
            {
                await board.MakeSafeAsync(ct);
                return true;
            },
            ct
        );

    public async ValueTask DisposeAsync()
    {
        if (_board is not null)
            await _board.DisposeAsync();
        if (virtualBoard is not null)
            await virtualBoard.DisposeAsync();
        _lock?.Dispose();
    }

    private async Task<T> OnBoardAsync<T>(Func<Board, Task<T>> use, CancellationToken ct)
    {
        if (_lock is null && virtualBoard is null && port.StartsWith('/') && !File.Exists(port))
            throw Unavailable(BenchCodes.Lost, $"The device {name} is not there: there is no port {port}."); // what it is a name of cannot be locked yet
        _lock ??= PortLock.TryTake(port, lockFolder)
            ?? throw Unavailable(BenchCodes.Taken, $"The device {name} is in use by another server.");
        if (virtualBoard is not null)
            await virtualBoard.EnsureAsync(ct);
        _board ??= new Board(port, Patient);
        try
        {
            return await use(_board);
        }
        catch (BoardFault fault) when (fault.Kind is FaultKind.Silent or FaultKind.Garbled or FaultKind.Lost)
        {
            throw Unavailable(BenchCodes.Lost, $"The device {name} is lost: {fault.Message}");
        }
        catch (BoardFault fault)
        {
            throw Refused.Invalid(fault.Message, "/function");
        }
    }

    private static byte[] Json(FunctionResult result)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
            result.WriteTo(json);
        return bytes.ToArray();
    }

    private static Refused Unavailable(string code, string detail) =>
        new(RefusalKind.Unavailable, [new Problem(detail, Code: code)]) { RetryAfter = TimeSpan.FromSeconds(5) };
}
