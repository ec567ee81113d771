namespace OpenEvent.Domain.Lab;

/// <summary>One quarter of an hour of one device that is taken. Device and start are the key: the database itself lets nobody take it twice.</summary>
public sealed class BookingSlot
{
    public string Device { get; set; } = "";
    public DateTimeOffset StartsAt { get; set; }
    public long BookingId { get; set; }
    public Booking Booking { get; set; } = null!;
}
