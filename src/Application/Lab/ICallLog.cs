using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Records calls. It works outside any transaction, so a call stays recorded even if the request fails.</summary>
public interface ICallLog
{
    /// <summary>Records the start of a call and returns the bookings of the device that matter for it.</summary>
    /// <param name="userId">Null for a caller without an account.</param>
    Task<StartedCall> BeginAsync(long? userId, string device, string function, CancellationToken ct);

    /// <summary>The bookings of the device that matter for a call now.</summary>
    Task<IReadOnlyList<BookedPeriod>> GetBookingsAsync(long? userId, string device, CancellationToken ct);

    Task EndAsync(long id, CallOutcome outcome, string? detail, DeviceCall call);
}

/// <param name="Id">The id of the record.</param>
/// <param name="Bookings">Bookings of the device that run now or begin while the call may wait, the earliest first.</param>
public sealed record StartedCall(long Id, IReadOnlyList<BookedPeriod> Bookings);
