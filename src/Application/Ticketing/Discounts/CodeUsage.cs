using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Takes and returns uses of codes, like <see cref="SeatReservations"/> does for seats: by one conditional update, guarded by a CHECK
/// constraint.
/// </summary>
internal static class CodeUsage
{
    public const string InvalidCharactersMessage = "Must not contain /, \\, ?, # or control characters.";

    /// <summary>Codes are part of URL paths, so they must not contain characters with a meaning there.</summary>
    public static bool HasValidCharacters(string code) => !code.Any(c => c is '/' or '\\' or '?' or '#' || char.IsControl(c));

    /// <summary>
    /// Returns uses that ended orders held of some codes, and locks one more code. All rows are locked in the order of their ids, so
    /// concurrent orders cannot deadlock.
    /// </summary>
    /// <param name="returned">The number of uses to return for each code id.</param>
    /// <param name="lockedCodeId">The code that the caller is about to use. Null: none.</param>
    /// <returns>
    /// The remaining uses of the locked code, which cannot change until the caller's transaction ends. Null: no limit, or no code was
    /// locked.
    /// </returns>
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
            await data.UpdateAsync(
                DirectWrites.CountCodeUses,
                data.Set<TUses>().Where(u => u.CodeId == id),
                set => set.SetProperty(u => u.Used, u => u.Used - n),
                ct
            );
        }

        return lockedCodeId is null
            ? null
            : await data.Set<TUses>().Where(u => u.CodeId == lockedCodeId).Select(u => u.Most - u.Used).SingleAsync(ct);
    }

    /// <exception cref="RejectedException">Conflict: the code has fewer remaining uses.</exception>
    public static async Task TakeAsync<TUses>(IData data, long codeId, int seats, string pointer, CancellationToken ct)
        where TUses : CodeQuota
    {
        if (seats == 0)
            return;
        var isTaken = await TicketStock.TryTakeAsync(
            data,
            DirectWrites.CountCodeUses,
            data.Set<TUses>().Where(u => u.CodeId == codeId),
            u => u.Most == null || u.Used + seats <= u.Most,
            set => set.SetProperty(u => u.Used, u => u.Used + seats),
            ct
        );
        if (!isTaken)
            throw CreateUsedUpRejection(typeof(TUses) == typeof(DiscountCodeQuota), pointer);
    }

    /// <summary>Sets the limit to the code's <c>tickets-number</c>.</summary>
    /// <exception cref="RejectedException">Conflict: the code already has more uses.</exception>
    public static async Task UpdateLimitAsync<TUses>(IData data, IRedeemableCode code, CancellationToken ct)
        where TUses : CodeQuota
    {
        var id = code.Id;
        var limit = code.TicketsNumber;
        var resized = await data.UpdateAsync(
            DirectWrites.LimitCodeUses,
            data.Set<TUses>().Where(u => u.CodeId == id && (limit == null || u.Used <= limit)),
            set => set.SetProperty(u => u.Most, limit),
            ct
        );
        if (resized == 0)
            throw RejectedException.Conflict(
                "The code has already been used for more seats than this limit.",
                "/data/attributes/tickets-number"
            );
    }

    public static RejectedException CreateUsedUpRejection(bool isDiscount, string pointer) =>
        isDiscount
            ? new RejectedException(
                RejectionKind.Conflict,
                [new Problem("The discount code is used up.", pointer, Code: CodeRules.SoldOutCode)]
            )
            : new RejectedException(
                RejectionKind.Conflict,
                [new Problem("The access code is used up.", pointer, Code: ProblemCode.AccessCodeSoldOut)]
            );
}
