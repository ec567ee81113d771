using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Takes and returns the uses of codes as <see cref="SeatReservations"/> does seats: one conditional update under a CHECK.</summary>
internal static class CodeUsage
{
    public const string InvalidCharactersMessage = "A code has no slashes and no control characters.";

    /// <summary>Codes stand in paths.</summary>
    public static bool HasValidCharacters(string code) => !code.Any(c => c is '/' or '\\' or '?' or '#' || char.IsControl(c));

    /// <summary>
    /// Gives back what ended orders have used of some codes and takes the lock of one more, all in the order of their ids, so that two orders never wait
    /// for each other.
    /// </summary>
    /// <param name="lockedCodeId">The code that the caller is about to use; null: none.</param>
    /// <returns>How many uses are left of it, which nobody changes until the caller's transaction ends; null: no limit, or none was wanted.</returns>
    public static async Task<int?> ReturnAndLockAsync<TUses>(
        IData data,
        IReadOnlyDictionary<long, int> returned,
        long? lockedCodeId,
        CancellationToken ct
    )
        where TUses : CodeQuota
    {
        foreach (var id in returned.Keys.Union(lockedCodeId is { } one ? [one] : []).Order())
        {
            var n = returned.GetValueOrDefault(id);
            await data.Set<TUses>().Where(u => u.CodeId == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, u => u.Used - n), ct);
        }

        return lockedCodeId is null
            ? null
            : await data.Set<TUses>().Where(u => u.CodeId == lockedCodeId).Select(u => u.Most - u.Used).SingleAsync(ct);
    }

    /// <exception cref="RejectedException">Conflict: there are not that many uses left.</exception>
    public static async Task TakeAsync<TUses>(IData data, long codeId, int seats, string pointer, CancellationToken ct)
        where TUses : CodeQuota
    {
        if (seats == 0)
            return;
        var isTaken = await TicketStock.TryTakeAsync(
            data.Set<TUses>().Where(u => u.CodeId == codeId),
            u => u.Most == null || u.Used + seats <= u.Most,
            set => set.SetProperty(u => u.Used, u => u.Used + seats),
            ct
        );
        if (!isTaken)
            throw CreateUsedUpRejection(typeof(TUses) == typeof(DiscountCodeQuota), pointer);
    }

    /// <summary>The limit follows the code's <c>tickets-number</c>, but not below what is used.</summary>
    public static async Task UpdateLimitAsync<TUses>(IData data, IRedeemableCode code, CancellationToken ct)
        where TUses : CodeQuota
    {
        var (id, limit) = (code.Id, code.TicketsNumber);
        var resized = await data.Set<TUses>()
            .Where(u => u.CodeId == id && (limit == null || u.Used <= limit))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Most, limit), ct);
        if (resized == 0)
            throw RejectedException.Conflict("More seats than that have used the code already.", "/data/attributes/tickets-number");
    }

    public static RejectedException CreateUsedUpRejection(bool isDiscount, string pointer) =>
        isDiscount
            ? new RejectedException(
                RejectionKind.Conflict,
                [new Problem("The discount code is used up.", pointer, Code: CodeRules.SoldOutCode)]
            )
            : new RejectedException(
                RejectionKind.Conflict,
                [new Problem("The access code is used up.", pointer, Code: "access_code_sold_out")]
            );
}
