using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>What holds for every new or moved booking. That no two overlap is the database's to refuse, not this class'.</summary>
internal sealed class BookingScheduler(
    IData data,
    IAuthorization authorization,
    ILabDevices devices,
    LabSettings settings,
    TimeProvider clock
)
{
    /// <param name="hasBegun">Then its beginning is not looked at any more.</param>
    /// <exception cref="RejectedException">Missing, Invalid or Conflict.</exception>
    public async Task RequireValidAsync(Booking booking, CancellationToken ct, bool hasBegun = false)
    {
        if (!devices.All.Any(b => b.Name == booking.Device))
            throw RejectedException.Invalid(
                $"There is no device named {booking.Device}; there is {string.Join(", ", devices.All.Select(b => b.Name))}.",
                "/data/attributes/device"
            );
        var now = clock.GetUtcNow();
        settings.Bookings.Require(booking, hasBegun && booking.StartsAt < now ? booking.StartsAt : now, authorization.Actor.IsStaff);
        if (booking.EndsAt <= now)
            throw RejectedException.Invalid("The booking would be over already.", "/data/attributes/ends-at");
        if (!authorization.Actor.IsStaff)
            await RequireQuotaAsync(booking, now, ct);
    }

    /// <exception cref="RejectedException">Conflict: it is over.</exception>
    public void RequireNotOver(Booking booking)
    {
        if (booking.EndsAt <= clock.GetUtcNow())
            throw RejectedException.Conflict("The booking is over: it stays on record.");
    }

    public bool HasBegun(Booking booking) => booking.StartsAt <= clock.GetUtcNow();

    /// <summary>The user's own row is locked, so that two bookings of his at the same time are counted one after the other.</summary>
    private async Task RequireQuotaAsync(Booking booking, DateTimeOffset now, CancellationToken ct)
    {
        await data.LockRowAsync<User>(booking.UserId, ct);
        var others = await data.Set<Booking>().CountAsync(b => b.UserId == booking.UserId && b.Id != booking.Id && b.EndsAt > now, ct);
        if (others >= settings.BookingsPerUser)
            throw RejectedException.Conflict(
                $"You have {others} bookings that are not over yet, and may have {settings.BookingsPerUser}: cancel one."
            );
    }
}
