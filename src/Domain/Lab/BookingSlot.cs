namespace OpenEvent.Domain.Lab;

/// <summary>
/// A booked quarter of an hour of one device. Device and start are the primary key, so the database rejects a second booking of the same
/// time.
/// </summary>
public sealed class BookingSlot
{
    public string Device { get; set; } = "";
    public DateTimeOffset StartsAt { get; set; }
    public long BookingId { get; set; }
    public Booking Booking { get; set; } = null!;
}
