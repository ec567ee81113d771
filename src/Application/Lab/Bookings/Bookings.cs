using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The bookings of devices: <c>/v1/lab/bookings</c>.</summary>
internal sealed class Bookings : Resource<Booking>
{
    public Bookings()
    {
        Path = "lab/bookings";
        Attribute(b => b.CreatedAt).ReadOnly();
        Attribute(b => b.Device).Required().MaxLength(40);
        Attribute(b => b.EndsAt).Required();
        Attribute(b => b.StartsAt).Required();
        BelongsTo(b => b.Class).Fixed().Private().Inverse("bookings").DecidedByThisEnd("The policy allows teachers of the class only.");
        BelongsTo(b => b.User).ReadOnly().Private().Inverse("bookings", isPrivate: true);

        CreatedBy(draft => new BookDevice(draft.Row));
        UpdatedBy((row, changes) => new UpdateBooking(row, changes));
        DeletedBy(row => new CancelBooking(row));
    }

    public override Policy<Booking> Policy { get; } = new BookingPolicy();

    public override Booking NewRow() => new();

    private protected override Booking Prototype() => new();
}
