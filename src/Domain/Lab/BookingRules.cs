using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>What the times of a booking must be.</summary>
/// <param name="MaxDuration">A multiple of <see cref="SlotLength"/>.</param>
/// <param name="MaxPerUser">Bookings of one user that are not over yet, of all devices together.</param>
/// <param name="MaxAhead">How far ahead a booking may begin.</param>
public sealed record BookingRules(TimeSpan MaxDuration, int MaxPerUser, TimeSpan MaxAhead)
{
    /// <summary>Bookings begin and end on quarters of an hour. Not configurable: rows that are there were cut by it.</summary>
    public static TimeSpan SlotLength { get; } = TimeSpan.FromMinutes(15);

    /// <exception cref="RejectedException">Invalid, with every problem.</exception>
    public void Require(Booking booking, DateTimeOffset now, bool isStaff)
    {
        List<Problem> problems = [];
        var (starts, ends) = (booking.StartsAt, booking.EndsAt);
        if (!IsOnGrid(starts))
            Wrong("starts-at", "A booking begins on a quarter of an hour, e.g. 10:15:00.");
        if (!IsOnGrid(ends))
            Wrong("ends-at", "A booking ends on a quarter of an hour, e.g. 10:45:00.");
        if (ends <= starts)
            Wrong("ends-at", "A booking ends after it begins.");
        else if (ends - starts > TimeSpan.FromDays(1))
            Wrong("ends-at", "A booking lasts 24 hours at most.");
        else if (!isStaff && ends - starts > MaxDuration)
            Wrong("ends-at", $"A booking lasts {MaxDuration.TotalMinutes:0} minutes at most.");
        if (ends <= now)
            Wrong("ends-at", "The booking would be over already.");
        else if (starts <= now - SlotLength)
            Wrong("starts-at", "A booking begins with the quarter of an hour that runs now, or later.");
        if (starts > now + MaxAhead)
            Wrong("starts-at", $"A booking begins within {MaxAhead.TotalDays:0} days.");
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);

        void Wrong(string field, string detail) => problems.Add(new Problem(detail, $"/data/attributes/{field}"));
    }

    private static bool IsOnGrid(DateTimeOffset instant) => instant.UtcTicks % SlotLength.Ticks == 0;
}
