using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>One device and the queue before it. Calls are carried out one at a time; users take turns, and find the device as nobody had used it.</summary>
public interface ILabDevice
{
    /// <summary>Its name in the configuration.</summary>
    string Name { get; }

    DeviceInfo Info { get; }

    DeviceQueue GetQueue(long userId);

    /// <summary>Waits for its turn, then for the device.</summary>
    /// <exception cref="RejectedException">
    /// Invalid, with the column: the function string is wrong, or the device cannot do it. Conflict: somebody else has booked the device. Throttled: too
    /// many calls wait. Unavailable: the device is not there, or did not answer in time. The problem's code is one of <see cref="DeviceCodes"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller went away. Nothing of the call reaches the next one.</exception>
    Task<byte[]> CallAsync(DeviceCall call, CancellationToken ct);
}

/// <summary>A function string on its way through a bench.</summary>
/// <param name="Bookings">Those of the device that run now or begin while the call may wait, the earliest first.</param>
public sealed record DeviceCall(long UserId, string Function, IReadOnlyList<BookedPeriod> Bookings)
{
    /// <summary>In the queue; the bench notes it, also where the call fails.</summary>
    public TimeSpan? Waited { get; set; }

    /// <summary>At the device.</summary>
    public TimeSpan? Took { get; set; }
}

/// <summary>When a device is whose.</summary>
public sealed record BookedPeriod(long UserId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <param name="Kind"><c>virtual</c>, <c>serial</c> or <c>tcp</c>: whether what is measured there is real.</param>
/// <param name="Board">What the board calls itself, e.g. <c>PSLab V6</c>; null before the first contact.</param>
/// <param name="Fault">Why it is not ready.</param>
public sealed record DeviceInfo(DeviceState State, string Kind, string? Board, string? Firmware, string? Fault, int Waiting);

public enum DeviceState
{
    /// <summary>Nobody has asked it yet.</summary>
    Starting,

    /// <summary>It answers, and nobody uses it.</summary>
    Ready,

    /// <summary>It works on somebody's call.</summary>
    Busy,

    /// <summary>It does not answer; it is tried again and again.</summary>
    Lost,
}

/// <summary>A device's queue, as one user sees it.</summary>
/// <param name="Position">How many turns come before his next call, the one that runs included; null: no call of his waits.</param>
/// <param name="ExpectedWait">From how long recent calls took.</param>
public sealed record DeviceQueue(int Waiting, bool IsBusy, int? Position, TimeSpan ExpectedWait);
