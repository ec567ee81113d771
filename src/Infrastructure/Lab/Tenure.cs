using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Who holds a device by a booking. A holder who does not come, or leaves it alone, keeps his priority but not the others away.</summary>
internal sealed class Tenure(TimeSpan idle)
{
    private IReadOnlyList<Reservation> _bookings = [];
    private readonly Dictionary<long, DateTimeOffset> _seen = [];

    /// <summary>Each call brings the bookings as the database has them.</summary>
    public void Learn(IReadOnlyList<Reservation> bookings, long user, DateTimeOffset now)
    {
        _bookings = bookings;
        foreach (var gone in _seen.Keys.Where(u => !bookings.Any(b => b.UserId == u)).ToList())
            _seen.Remove(gone);
        if (HolderAt(now)?.UserId == user)
            _seen[user] = now;
    }

    public Reservation? HolderAt(DateTimeOffset now) => _bookings.FirstOrDefault(b => b.StartsAt <= now && now < b.EndsAt);

    /// <summary>Whether he holds it and is there.</summary>
    public bool IsHeldBy(long user, DateTimeOffset now)
    {
        if (HolderAt(now) is not { } held || held.UserId != user)
            return false;
        var since = _seen.TryGetValue(user, out var seen) && seen > held.StartsAt ? seen : held.StartsAt;
        return now < since + idle;
    }
}
