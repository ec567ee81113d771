using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The device behind a <see cref="DeviceBroker"/>, which asks it one thing at a time.</summary>
internal interface IInstrument : IAsyncDisposable
{
    /// <summary>Checks a function string, before it is queued and without asking the device.</summary>
    /// <exception cref="RejectedException">Invalid, with the column.</exception>
    Func<CancellationToken, Task<byte[]>> PrepareCall(string function);

    /// <summary>Opens what has to be opened and asks the device who it is.</summary>
    /// <exception cref="RejectedException">Unavailable.</exception>
    Task<InstrumentIdentity> IdentifyAsync(CancellationToken ct);

    /// <summary>Outputs off, gains 1: as the next user expects it.</summary>
    /// <exception cref="RejectedException">Unavailable.</exception>
    Task MakeSafeAsync(CancellationToken ct);
}

/// <param name="Board">What it calls itself.</param>
internal sealed record InstrumentIdentity(string Board, string Firmware);
