using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Takes and returns the uses of codes as <see cref="SeatLedger"/> does seats: one conditional update under a CHECK.</summary>
internal static class CodeLedger
{
    public const string Unspeakable = "A code has no slashes and no control characters.";

    /// <summary>Codes stand in paths.</summary>
    public static bool IsSpeakable(string code) => !code.Any(c => c is '/' or '\\' or '?' or '#' || char.IsControl(c));

    /// <summary>
    /// Gives back what ended orders have used of some codes and takes the lock of one more, all in the order of their ids, so that two orders never wait
    /// for each other.
    /// </summary>
    /// <param name="wanted">The code that the caller is about to use; null: none.</param>
    /// <returns>How many uses are left of it, which nobody changes until the caller's transaction ends; null: no limit, or none was wanted.</returns>
    public static async Task<int?> SettleAsync<TUses>(
        IData data,
        IReadOnlyDictionary<long, int> returned,
        long? wanted,
        CancellationToken ct
    )
        where TUses : CodeUses
    {
        foreach (var id in returned.Keys.Union(wanted is { } one ? [one] : []).Order())
        {
            var n = returned.GetValueOrDefault(id);
            await data.Set<TUses>().Where(u => u.CodeId == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, u => u.Used - n), ct);
        }

        return wanted is null ? null : await data.Set<TUses>().Where(u => u.CodeId == wanted).Select(u => u.Most - u.Used).SingleAsync(ct);
    }

    /// <exception cref="Refused">Conflict: there are not that many uses left.</exception>
    public static async Task TakeAsync<TUses>(IData data, long codeId, int seats, string pointer, CancellationToken ct)
        where TUses : CodeUses
    {
        if (seats == 0)
            return;
        var isTaken = await Guard.TryTakeAsync(
            data.Set<TUses>().Where(u => u.CodeId == codeId),
            u => u.Most == null || u.Used + seats <= u.Most,
            set => set.SetProperty(u => u.Used, u => u.Used + seats),
            ct
        );
        if (!isTaken)
            throw UsedUp(typeof(TUses) == typeof(DiscountUses), pointer);
    }

    /// <summary>The limit follows the code's <c>tickets-number</c>, but not below what is used.</summary>
    public static async Task ResizeAsync<TUses>(IData data, ICode code, CancellationToken ct)
        where TUses : CodeUses
    {
        var (id, most) = (code.Id, code.TicketsNumber);
        var resized = await data.Set<TUses>()
            .Where(u => u.CodeId == id && (most == null || u.Used <= most))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Most, most), ct);
        if (resized == 0)
            throw Refused.Conflict("More seats than that have used the code already.", "/data/attributes/tickets-number");
    }

    public static Refused UsedUp(bool isDiscount, string pointer) =>
        isDiscount
            ? new Refused(RefusalKind.Conflict, [new Problem("The discount code is used up.", pointer, Code: CodeRules.SoldOut)])
            : new Refused(RefusalKind.Conflict, [new Problem("The access code is used up.", pointer, Code: "access_code_sold_out")]);
}
