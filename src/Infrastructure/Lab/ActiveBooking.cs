using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Who holds a device by a booking. A holder who does not come, or leaves it alone, keeps his priority but not the others away.</summary>
internal sealed class ActiveBooking(TimeSpan idle)
{
    private IReadOnlyList<BookedPeriod> _bookings = [];
    private readonly Dictionary<long, DateTimeOffset> _lastSeen = [];

    /// <summary>Each call brings the bookings as the database has them.</summary>
    public void Update(IReadOnlyList<BookedPeriod> bookings, long user, DateTimeOffset now)
    {
        _bookings = bookings;
        foreach (var userId in _lastSeen.Keys.Where(u => !bookings.Any(b => b.UserId == u)).ToList())
            _lastSeen.Remove(userId);
        if (FindBooking(now)?.UserId == user)
            _lastSeen[user] = now;
    }

    public BookedPeriod? FindBooking(DateTimeOffset now) => _bookings.FirstOrDefault(b => b.StartsAt <= now && now < b.EndsAt);

    /// <summary>Whether he holds it and is there.</summary>
    public bool IsHeldByActiveUser(long user, DateTimeOffset now)
    {
        if (FindBooking(now) is not { } booking || booking.UserId != user)
            return false;
        var since = _lastSeen.TryGetValue(user, out var seen) && seen > booking.StartsAt ? seen : booking.StartsAt;
        return now < since + idle;
    }
}
