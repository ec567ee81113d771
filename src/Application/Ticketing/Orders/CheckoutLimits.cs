using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Limits the unfinished orders and their seats, for each user and each client address, so that nobody can hold all seats of an event
/// without buying. The event team has no limit at its own event.
/// </summary>
internal sealed class CheckoutLimits(
    IData data,
    IAuthorization authorization,
    IClientAddress clientAddress,
    OrderSettings settings,
    TimeProvider clock
)
{
    /// <summary>The first key of the advisory locks that make the orders of one user wait for each other.</summary>
    private const int LockClass = 0x0C4E;

    /// <summary>Checks a new order that holds seats, and records its client address as a hash.</summary>
    /// <exception cref="RejectedException">TooManyRequests, with the time until a seat is free again.</exception>
    public async Task RequireAsync(Order order, int seats, CancellationToken ct)
    {
        if (authorization.Actor.HasCoorganizerAccess(order.EventId))
            return;
        var userId = settings.OpenCheckoutsPerUser > 0 || settings.HeldSeatsPerUser > 0 ? order.UserId : null;
        var address = settings.OpenCheckoutsPerAddress > 0 || settings.HeldSeatsPerAddress > 0 ? HashAddress() : null;
        order.ClientAddressHash = address;
        if (userId is null && address is null)
            return;
        // Orders of one user at the same time see each other. For an address, a few at the same time may exceed the limit: many buyers
        // share one, and must not wait for each other.
        if (userId is { } locked)
            await data.ExecuteSqlAsync(
                DirectWrites.LockCheckouts,
                $"SELECT pg_advisory_xact_lock({LockClass}, {(int)(locked & 0x7FFFFFFF)})",
                ct
            );

        var now = clock.GetUtcNow();
        var open = await data.Set<OrderTicket>()
            .Where(t => t.Order.ExpiresAt > now && (t.Order.Status == OrderStatus.Initializing || t.Order.Status == OrderStatus.Pending))
            .Where(t => (userId != null && t.Order.UserId == userId) || (address != null && t.Order.ClientAddressHash == address))
            .Select(t => new HeldSeats(t.OrderId, t.Order.UserId, t.Order.ClientAddressHash, t.Order.ExpiresAt!.Value, t.Quantity))
            .ToListAsync(ct);
        if (userId is not null)
            Require(
                [.. open.Where(o => o.UserId == userId)],
                seats,
                settings.OpenCheckoutsPerUser,
                settings.HeldSeatsPerUser,
                "You have",
                now
            );
        if (address is not null)
            Require(
                [.. open.Where(o => o.Address == address)],
                seats,
                settings.OpenCheckoutsPerAddress,
                settings.HeldSeatsPerAddress,
                "Your network has",
                now
            );
    }

    private static void Require(List<HeldSeats> open, int seats, int maxOrders, int maxSeats, string who, DateTimeOffset now)
    {
        var orders = open.Select(o => o.OrderId).Distinct().Count();
        var held = open.Sum(o => o.Seats);
        var tooManyOrders = maxOrders > 0 && orders >= maxOrders;
        if (orders == 0 || (!tooManyOrders && !(maxSeats > 0 && held + seats > maxSeats)))
            return;
        var what = tooManyOrders
            ? string.Create(CultureInfo.InvariantCulture, $"{orders} unfinished orders")
            : string.Create(CultureInfo.InvariantCulture, $"{held} seats in unfinished orders");
        var wait = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((open.Min(o => o.ExpiresAt) - now).TotalSeconds)));
        throw RejectedException.TooManyRequests(
            $"{who} {what}. Finish or cancel one, or wait until it expires.",
            wait,
            tooManyOrders
                ? new RateLimitState("unfinished orders", maxOrders, Window: null, Remaining: 0, wait)
                : new RateLimitState("held seats", maxSeats, Window: null, Math.Max(0, maxSeats - held), wait)
        );
    }

    private string? HashAddress() =>
        clientAddress.Current is { } address ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address))) : null;

    private sealed record HeldSeats(long OrderId, long? UserId, string? Address, DateTimeOffset ExpiresAt, int Seats);
}
