using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// The user who has a device booked now, alone or for their class. They always have priority in the queue. Other users are rejected only
/// while the user or a member of the class is active.
/// </summary>
/// <param name="idle">The time without a call after which a user counts as inactive.</param>
internal sealed class ActiveBooking(TimeSpan idle)
{
    private IReadOnlyList<BookedPeriod> _bookings = [];
    private readonly Dictionary<long, DateTimeOffset> _lastSeen = [];

    /// <summary>Replaces the bookings by those that the database has now, and records that the user called.</summary>
    public void Update(IReadOnlyList<BookedPeriod> bookings, long user, DateTimeOffset now)
    {
        _bookings = bookings;
        foreach (var userId in _lastSeen.Keys.Where(u => !bookings.Any(b => b.UserId == u)).ToList())
            _lastSeen.Remove(userId);
        if (FindBooking(now) is { } booking && (booking.UserId == user || booking.IncludesCaller))
            _lastSeen[booking.UserId] = now;
    }

    public BookedPeriod? FindBooking(DateTimeOffset now) => _bookings.FirstOrDefault(b => b.StartsAt <= now && now < b.EndsAt);

    /// <summary>Whether the user has the device booked now and called it within the idle time.</summary>
    public bool IsHeldByActiveUser(long user, DateTimeOffset now)
    {
        if (FindBooking(now) is not { } booking || booking.UserId != user)
            return false;
        var since = _lastSeen.TryGetValue(user, out var seen) && seen > booking.StartsAt ? seen : booking.StartsAt;
        return now < since + idle;
    }
}
