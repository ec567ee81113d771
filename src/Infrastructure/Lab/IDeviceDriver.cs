using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The driver of a device, used by a <see cref="DeviceBroker"/> for one request at a time.</summary>
internal interface IDeviceDriver : IAsyncDisposable
{
    /// <summary>Increases when the device was connected anew and may have lost its settings.</summary>
    int Connections { get; }

    /// <summary>The circuit of a virtual device, by name; null for the configured one. It is connected before the next request.</summary>
    string? Circuit { get; set; }

    /// <summary>Checks a function string before it is queued, without contacting the device.</summary>
    /// <returns>The call, which gives the result as a JSON object.</returns>
    /// <exception cref="RejectedException">Invalid, with the column.</exception>
    Func<CancellationToken, Task<byte[]>> PrepareCall(string function);

    /// <summary>Checks the settings of a live stream before a capture is queued, without contacting the device.</summary>
    /// <exception cref="RejectedException">Invalid.</exception>
    Func<CancellationToken, Task<LiveFrame>> PrepareCapture(LiveCapture capture);

    /// <summary>Opens the port if needed and reads the device's identity.</summary>
    /// <exception cref="RejectedException">Unavailable.</exception>
    Task<InstrumentIdentity> IdentifyAsync(CancellationToken ct);

    /// <summary>Puts the device into the safe state: outputs off, gains 1.</summary>
    /// <exception cref="RejectedException">Unavailable.</exception>
    Task MakeSafeAsync(CancellationToken ct);

    /// <summary>Ends the process of a virtual board; the next request starts a new one. Does nothing for a real board.</summary>
    Task RestartAsync() => Task.CompletedTask;
}

/// <param name="Board">The board's own name.</param>
internal sealed record InstrumentIdentity(string Board, string Firmware);
