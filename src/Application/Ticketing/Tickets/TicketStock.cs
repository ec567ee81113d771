using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using OpenEvent.Application.Common;
#if UNGUARDED
using Microsoft.EntityFrameworkCore;
#endif

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Prevents overselling: a single statement checks that seats or uses are left and takes them. A CHECK constraint enforces it too.
/// </summary>
internal static class TicketStock
{
    /// <summary>Takes seats or uses from a counter, if enough are left.</summary>
    /// <returns>False: not enough are left, and nothing was taken.</returns>
#if UNGUARDED
    // A build only for bench/rush (-p:Unguarded=true), which checks first and takes later. It must oversell there, to prove that the
    // benchmark detects overselling.
    public static async Task<bool> TryTakeAsync<T>(
        IData data,
        DirectWrite statement,
        IQueryable<T> counter,
        Expression<Func<T, bool>> hasRoom,
        Action<UpdateSettersBuilder<T>> take,
        CancellationToken ct
    ) => await counter.AnyAsync(hasRoom, ct) && await data.UpdateAsync(statement, counter, take, ct) == 1;

    public static async Task<bool> TryTakeSeatsAsync(IData data, long ticket, int seats, CancellationToken ct) =>
        await data.Set<Domain.Ticketing.TicketSeats>()
            .AnyAsync(s => s.TicketId == ticket && (s.Quantity == null || s.Taken + seats <= s.Quantity), ct)
        && await data.ExecuteSqlAsync(
            DirectWrites.CountSeats,
            $"UPDATE ticket_seats SET taken = taken + {seats} WHERE ticket_id = {ticket}",
            ct
        ) == 1;
#else
    public static async Task<bool> TryTakeAsync<T>(
        IData data,
        DirectWrite statement,
        IQueryable<T> counter,
        Expression<Func<T, bool>> hasRoom,
        Action<UpdateSettersBuilder<T>> take,
        CancellationToken ct
    ) => await data.UpdateAsync(statement, counter.Where(hasRoom), take, ct) == 1;

    /// <summary>Takes seats of a ticket, if enough are left. Plain SQL, because many orders compete for the same tickets.</summary>
    public static async Task<bool> TryTakeSeatsAsync(IData data, long ticket, int seats, CancellationToken ct) =>
        await data.ExecuteSqlAsync(
            DirectWrites.CountSeats,
            $"""
            UPDATE ticket_seats SET taken = taken + {seats}
            WHERE ticket_id = {ticket} AND (quantity IS NULL OR taken + {seats} <= quantity)
            """,
            ct
        ) == 1;
#endif
}
