using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>A time in which a device is one user's own. No two bookings of a device overlap: each of their <see cref="Slots"/> is there once.</summary>
public sealed class Booking : Entity, ICreatedAt
{
    /// <summary>The device's name in the configuration.</summary>
    public string Device { get; set; } = "";

    public DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }

    public long UserId { get; set; }
    public User User { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }

    public List<BookingSlot> Slots { get; } = [];

    /// <summary>Makes <see cref="Slots"/> those that the booking covers; what is there already stays.</summary>
    public void UpdateSlots(TimeSpan length)
    {
        Slots.RemoveAll(s => s.StartsAt < StartsAt || s.StartsAt >= EndsAt);
        for (var at = StartsAt; at < EndsAt; at += length)
            if (!Slots.Exists(s => s.StartsAt == at))
                Slots.Add(new BookingSlot { Device = Device, StartsAt = at });
    }
}
