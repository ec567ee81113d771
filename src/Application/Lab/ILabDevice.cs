using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>
/// A device and its queue. Calls run one at a time. Users take turns, and each turn starts with the device in the safe state of
/// docs/reference/lab-functions.md#safe-state.
/// </summary>
public interface ILabDevice
{
    /// <summary>Its name in the configuration.</summary>
    string Name { get; }

    DeviceInfo Info { get; }

    DeviceQueue GetQueue(long userId);

    /// <summary>The circuit that a user chose for a virtual device; null for the configured one.</summary>
    string? GetCircuit(long userId);

    /// <summary>Chooses the circuit of a user's later turns.</summary>
    /// <param name="circuit">A name of the catalogue; null for the configured circuit.</param>
    void SetCircuit(long userId, string? circuit);

    /// <summary>Reads a function string without using the device.</summary>
    /// <exception cref="RejectedException">Invalid, with the column.</exception>
    void Check(string function);

    /// <summary>Waits for the call's turn and then runs it on the device.</summary>
    /// <returns>The result as a JSON object.</returns>
    /// <exception cref="RejectedException">
    /// Invalid, with the column: the function string is wrong, or the device cannot do what it asks for. Conflict: another user has booked
    /// the device. TooManyRequests: too many calls are waiting. Unavailable: the device is not connected or did not answer in time. The
    /// problem's code is one of <see cref="DeviceCodes"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the call. It has no effect on the next call.</exception>
    Task<byte[]> CallAsync(DeviceCall call, CancellationToken ct);

    /// <summary>Waits for its turn and then records once for a live stream.</summary>
    /// <param name="call">Its function is not used.</param>
    /// <exception cref="RejectedException">As <see cref="CallAsync"/>; Invalid without a column.</exception>
    /// <exception cref="OperationCanceledException">As <see cref="CallAsync"/>.</exception>
    Task<LiveFrame> CaptureAsync(DeviceCall call, LiveCapture capture, CancellationToken ct);
}

/// <summary>A call of a function string, from its arrival to its end.</summary>
/// <param name="Bookings">Bookings of the device that run now or begin while the call may wait, the earliest first.</param>
public sealed record DeviceCall(long UserId, string Function, IReadOnlyList<BookedPeriod> Bookings)
{
    /// <summary>The circuit of a virtual device for this call; null for the user's choice. Other devices ignore it.</summary>
    public string? Circuit { get; init; }

    /// <summary>Time in the queue. The device sets it, also when the call fails.</summary>
    public TimeSpan? Waited { get; set; }

    /// <summary>What the user should know besides the result, in a sentence; null if nothing. The device sets it.</summary>
    public string? Notice { get; set; }

    /// <summary>
    /// Whether the device was made safe before the call, so that settings of the user's last call are lost. The device sets it.
    /// </summary>
    public bool StartedSafe { get; set; }

    /// <summary>Time at the device. The device sets it, also when the call fails.</summary>
    public TimeSpan? Took { get; set; }
}

/// <summary>A booking of a device: its user and its times.</summary>
/// <param name="IncludesCaller">Whether the user of the call is in the class for which the device is booked.</param>
public sealed record BookedPeriod(long UserId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IncludesCaller = false);

/// <param name="Kind"><c>virtual</c>, <c>serial</c> or <c>tcp</c>. It tells whether measured values are real.</param>
/// <param name="Board">The board's own name, e.g. <c>PSLab V6</c>; null before the first contact.</param>
/// <param name="Fault">Why the device is lost; null if it is not.</param>
/// <param name="Waiting">The number of calls in the queue.</param>
public sealed record DeviceInfo(DeviceState State, string Kind, string? Board, string? Firmware, string? Fault, int Waiting)
{
    public const string VirtualKind = "virtual";

    public bool IsVirtual => Kind == VirtualKind;

    /// <summary>The circuit of a virtual device for users who chose none; null if it is not in the catalogue.</summary>
    public string? ConfiguredCircuit { get; init; }
}

/// <summary>Whether a device can run a call.</summary>
public enum DeviceState
{
    /// <summary>The device was not contacted yet.</summary>
    Starting,

    /// <summary>The device answers and no call is running.</summary>
    Ready,

    /// <summary>A call is running.</summary>
    Busy,

    /// <summary>The device does not answer. The server keeps trying to reach it.</summary>
    Lost,
}

/// <summary>A device's queue from the point of view of one user.</summary>
/// <param name="Waiting">The number of calls of all users that wait.</param>
/// <param name="IsBusy">Whether a call is running.</param>
/// <param name="Position">
/// How many turns come before the user's next call, including the running one; null if the user has no waiting call.
/// </param>
/// <param name="ExpectedWait">An estimate from the duration of recent calls.</param>
public sealed record DeviceQueue(int Waiting, bool IsBusy, int? Position, TimeSpan ExpectedWait);
