using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The rules for every new or moved booking. Overlaps are not checked here: a primary key in the database rejects them.</summary>
internal sealed class BookingScheduler(
    IData data,
    IAuthorization authorization,
    ILabDevices devices,
    LabSettings settings,
    TimeProvider clock
)
{
    /// <param name="hasBegun">If true, the start of the booking is not checked.</param>
    /// <exception cref="RejectedException">Invalid, or Conflict: the user has as many bookings as possible.</exception>
    public async Task RequireValidAsync(Booking booking, CancellationToken ct, bool hasBegun = false)
    {
        if (!devices.All.Any(d => d.Name == booking.Device))
            throw RejectedException.Invalid(
                $"There is no device named {booking.Device}. Available: {string.Join(", ", devices.All.Select(d => d.Name))}.",
                "/data/attributes/device"
            );
        var now = clock.GetUtcNow();
        settings.Bookings.Require(booking, hasBegun && booking.StartsAt < now ? booking.StartsAt : now, authorization.Actor.IsStaff);
        if (booking.EndsAt <= now)
            throw RejectedException.Invalid("A booking must end in the future.", "/data/attributes/ends-at");
        if (!authorization.Actor.IsStaff)
            await RequireQuotaAsync(booking, now, ct);
    }

    /// <exception cref="RejectedException">Conflict: the booking has ended.</exception>
    public void RequireNotOver(Booking booking)
    {
        if (booking.EndsAt <= clock.GetUtcNow())
            throw RejectedException.Conflict("The booking has ended. It can no longer be changed or cancelled.");
    }

    public bool HasBegun(Booking booking) => booking.StartsAt <= clock.GetUtcNow();

    /// <summary>Locks the user's row, so that concurrent bookings of one user are counted one after the other.</summary>
    private async Task RequireQuotaAsync(Booking booking, DateTimeOffset now, CancellationToken ct)
    {
        await data.LockRowAsync<User>(booking.UserId, ct);
        var others = await data.Set<Booking>().CountAsync(b => b.UserId == booking.UserId && b.Id != booking.Id && b.EndsAt > now, ct);
        var isVerified = authorization.Actor.IsVerified;
        var limit = settings.GetMaxBookings(isVerified);
        if (others >= limit)
            throw RejectedException.Conflict(
                $"You have {others} current bookings; the limit is {limit}. "
                    + (isVerified ? "Cancel one first." : "Verify your e-mail address, or cancel one first.")
            );
    }
}
