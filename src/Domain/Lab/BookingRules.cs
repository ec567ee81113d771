using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>The rules for the times of a booking.</summary>
/// <param name="MaxDuration">A multiple of <see cref="SlotLength"/>.</param>
/// <param name="MaxPerUser">Bookings of one user that have not ended yet, for all devices together.</param>
/// <param name="MaxAhead">How far in the future a booking may begin.</param>
public sealed record BookingRules(TimeSpan MaxDuration, int MaxPerUser, TimeSpan MaxAhead)
{
    /// <summary>
    /// Bookings begin and end at a quarter of an hour. The length is not configurable, because the stored slots depend on it.
    /// </summary>
    public static TimeSpan SlotLength { get; } = TimeSpan.FromMinutes(15);

    /// <exception cref="RejectedException">Invalid, with every problem found.</exception>
    public void Require(Booking booking, DateTimeOffset now, bool isStaff)
    {
        List<Problem> problems = [];
        var (starts, ends) = (booking.StartsAt, booking.EndsAt);
        if (!IsOnGrid(starts))
            AddProblem("starts-at", "A booking begins on a quarter of an hour, e.g. 10:15:00.");
        if (!IsOnGrid(ends))
            AddProblem("ends-at", "A booking ends on a quarter of an hour, e.g. 10:45:00.");
        if (ends <= starts)
            AddProblem("ends-at", "A booking ends after it begins.");
        else if (ends - starts > TimeSpan.FromDays(1))
            AddProblem("ends-at", "A booking lasts at most 24 hours.");
        else if (!isStaff && ends - starts > MaxDuration)
            AddProblem("ends-at", $"A booking lasts at most {MaxDuration.TotalMinutes:0} minutes.");
        if (ends <= now)
            AddProblem("ends-at", "A booking must end in the future.");
        else if (starts <= now - SlotLength)
            AddProblem("starts-at", "A booking begins in the current quarter of an hour or later.");
        if (starts > now + MaxAhead)
            AddProblem("starts-at", $"A booking begins within the next {MaxAhead.TotalDays:0} days.");
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);

        void AddProblem(string field, string detail) => problems.Add(new Problem(detail, $"/data/attributes/{field}"));
    }

    private static bool IsOnGrid(DateTimeOffset instant) => instant.UtcTicks % SlotLength.Ticks == 0;
}
