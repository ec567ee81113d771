using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Keeps the record of calls. It works by itself, outside any transaction: what was called is on record whatever becomes of the request.</summary>
public interface ICallLog
{
    /// <summary>Writes down that a call begins, and tells whose the device is meanwhile.</summary>
    Task<StartedCall> BeginAsync(long? userId, string device, string function, CancellationToken ct);

    Task EndAsync(long id, CallOutcome outcome, string? detail, DeviceCall call);
}

/// <param name="Id">Of the record.</param>
/// <param name="Bookings">Those of the device that run now or begin while the call may wait, the earliest first.</param>
public sealed record StartedCall(long Id, IReadOnlyList<BookedPeriod> Bookings);
