using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The queue of a device: who may enter it, and who leaves it without a turn.</summary>
internal sealed partial class DeviceBroker
{
    /// <summary>
    /// Forgets what users have left: waiting calls, chosen circuits, bookings, and the state of a virtual board. The board is connected
    /// anew before the next call, unless nobody has used it.
    /// </summary>
    public void Reset()
    {
        lock (_lock)
        {
            while (_queue.Dequeue() is { } job)
                job.SetException(Unavailable(DeviceCodes.Lost, "The server was reset."));
            _activeBooking.Update([], user: 0, _clock.GetUtcNow());
            _averageCallMs = 0;
        }

        _circuits.Clear();
        if (!_isUsed)
            return;
        _isUsed = false;
        Interlocked.Exchange(ref _mustRestart, 1);
        _wakeUp.Release();
    }

    private void Enqueue(DeviceJob job)
    {
        var user = job.Call.UserId;
        var now = _clock.GetUtcNow();
        if (_stopping.IsCancellationRequested)
            throw Unavailable(DeviceCodes.Lost, "The server is stopping.");
        _activeBooking.Update(job.Call.Bookings, user, now);
        if (CheckBooking(job.Call, now) is { } booked)
            throw booked;
        if (_queue.CountOf(user) >= _settings.CallsPerUser)
            throw QueueFull($"You already have {_settings.CallsPerUser} calls waiting for the device {Name}.");
        if (_queue.Count >= _settings.CallsPerDevice)
            throw QueueFull($"Too many calls are waiting for the device {Name}.");
        _queue.Enqueue(user, job);
    }

    private DeviceJob? DequeueNext()
    {
        lock (_lock)
            return _running = _queue.Dequeue(_activeBooking.FindBooking(_clock.GetUtcNow())?.UserId);
    }

    private void RemoveFromQueue(DeviceJob job, RejectedException? reason)
    {
        lock (_lock)
            if (!_queue.Remove(job.Call.UserId, job))
                return; // it is running: its time limit and the caller's token end it
        job.Call.Waited = _clock.GetElapsedTime(job.EnqueuedAt);
        if (reason is null)
            job.SetCancelled();
        else
            job.SetException(reason);
    }

    private RejectedException? CheckBooking(DeviceCall call, DateTimeOffset now) =>
        _activeBooking.FindBooking(now) is { } booking
        && booking.UserId != call.UserId
        && !call.Bookings.Any(b => b.IncludesCaller && b.UserId == booking.UserId && b.StartsAt == booking.StartsAt)
        && _activeBooking.IsHeldByActiveUser(booking.UserId, now)
            ? new RejectedException(
                RejectionKind.Conflict,
                [new Problem($"The device {Name} is booked until {booking.EndsAt:yyyy-MM-ddTHH:mm:ssZ}.", Code: DeviceCodes.Booked)]
            )
            {
                RetryAfter = booking.EndsAt - now,
            }
            : null;

    private static RejectedException QueueFull(string detail) =>
        new(RejectionKind.TooManyRequests, [new Problem(detail, Code: DeviceCodes.QueueFull)]) { RetryAfter = TimeSpan.FromSeconds(5) };

    internal static RejectedException Unavailable(string code, string detail) => RejectedException.Unavailable(detail, code);
}
