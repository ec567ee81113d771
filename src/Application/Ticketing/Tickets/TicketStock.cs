using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>The one guard against overselling, besides the CHECK behind it: room is asked for and taken by a single statement.</summary>
internal static class TicketStock
{
    /// <returns>False: there was no room, and nothing was taken.</returns>
#if UNGUARDED
    // A build for bench/rush alone (-p:Unguarded=true): a look and then a write, as careless code does. There it must oversell, or the bench proves nothing.
    public static async Task<bool> TryTakeAsync<T>(
        IQueryable<T> counter,
        Expression<Func<T, bool>> hasRoom,
        Action<UpdateSettersBuilder<T>> take,
        CancellationToken ct
    ) => await counter.AnyAsync(hasRoom, ct) && await counter.ExecuteUpdateAsync(take, ct) == 1;

    public static async Task<bool> TryTakeSeatsAsync(IData data, long ticket, int seats, CancellationToken ct) =>
        await data.Set<Domain.Ticketing.TicketSeats>()
            .AnyAsync(s => s.TicketId == ticket && (s.Quantity == null || s.Taken + seats <= s.Quantity), ct)
        && await data.ExecuteAsync($"UPDATE ticket_seats SET taken = taken + {seats} WHERE ticket_id = {ticket}", ct) == 1;
#else
    public static async Task<bool> TryTakeAsync<T>(
        IQueryable<T> counter,
        Expression<Func<T, bool>> hasRoom,
        Action<UpdateSettersBuilder<T>> take,
        CancellationToken ct
    ) => await counter.Where(hasRoom).ExecuteUpdateAsync(take, ct) == 1;

    /// <summary>The same of a ticket's seats, which everybody asks for at once.</summary>
    public static async Task<bool> TryTakeSeatsAsync(IData data, long ticket, int seats, CancellationToken ct) =>
        await data.ExecuteSqlAsync(
            $"UPDATE ticket_seats SET taken = taken + {seats} WHERE ticket_id = {ticket} AND (quantity IS NULL OR taken + {seats} <= quantity)",
            ct
        ) == 1;
#endif
}
