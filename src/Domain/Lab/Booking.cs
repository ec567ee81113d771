using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// The time in which one user has a device reserved. Bookings of a device never overlap: each of their <see cref="Slots"/> is unique in the
/// database.
/// </summary>
public sealed class Booking : Entity, ICreatedAt
{
    /// <summary>The device's name in the configuration.</summary>
    public string Device { get; set; } = "";

    public DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }

    public long UserId { get; set; }
    public User User { get; set; } = null!;

    /// <summary>The class whose members use the device during the booking; null for its user alone.</summary>
    public long? ClassId { get; set; }
    public LabClass? Class { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public List<BookingSlot> Slots { get; } = [];

    /// <summary>Sets <see cref="Slots"/> to the slots that the booking covers. Slots that already exist are kept.</summary>
    public void UpdateSlots(TimeSpan length)
    {
        Slots.RemoveAll(s => s.StartsAt < StartsAt || s.StartsAt >= EndsAt);
        for (var at = StartsAt; at < EndsAt; at += length)
            if (!Slots.Exists(s => s.StartsAt == at))
                Slots.Add(new BookingSlot { Device = Device, StartsAt = at });
    }
}
