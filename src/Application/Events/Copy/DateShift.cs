using NodaTime;
using NodaTime.TimeZones;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Moves instants by the span between two starts, measured in the local time of an event. A ticket whose sale ends at 18:00 ends at 18:00
/// after the move too, although the clocks have changed in between.
/// </summary>
internal sealed class DateShift
{
    // Of two dates, the later one never becomes the earlier one.
    private static readonly ZoneLocalMappingResolver OneInstant = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    private readonly DateTimeZone _zone;
    private readonly Period _span;

    /// <param name="from">The start of the original event.</param>
    /// <param name="to">The start of the copy.</param>
    public DateShift(DateTimeOffset from, DateTimeOffset to, DateTimeZone zone)
    {
        _zone = zone;
        _span = Period.Between(ToLocal(from), ToLocal(to), PeriodUnits.Days | PeriodUnits.AllTimeUnits);
    }

    /// <summary>
    /// The moved instant. A local time that the clocks skip becomes the end of the gap; of one that occurs twice, the first is taken.
    /// </summary>
    /// <exception cref="RejectedException">Invalid: the moved date is outside the years 1 to 9999.</exception>
    public DateTimeOffset Move(DateTimeOffset instant)
    {
        try
        {
            return ToLocal(instant).Plus(_span).InZone(_zone, OneInstant).ToInstant().ToDateTimeOffset();
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw RejectedException.Invalid("A date of the event would be outside the years 1 to 9999.", "/starts-at");
        }
    }

    private LocalDateTime ToLocal(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(_zone).LocalDateTime;
}
