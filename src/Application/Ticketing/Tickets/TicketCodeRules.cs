using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The rules that a ticket shares with the codes that are linked to it, asked when the ticket is written. The same rules are asked when a
/// code is written (<see cref="CodeRules"/>) or linked (<see cref="LinkRules"/>).
/// </summary>
internal sealed class TicketCodeRules
{
    private readonly IReadOnlyList<DiscountCode> _discounts;
    private readonly string? _accessCode;

    private TicketCodeRules(IReadOnlyList<DiscountCode> discounts, string? accessCode) =>
        (_discounts, _accessCode) = (discounts, accessCode);

    /// <summary>Reads the codes of a ticket, if the changes concern them.</summary>
    public static async Task<TicketCodeRules> LoadAsync(IData data, Ticket ticket, Changes<Ticket> changes, CancellationToken ct)
    {
        var isRestored = changes.ContainsAny(nameof(Ticket.DeletedAt));
        List<DiscountCode> discounts = [];
        if (isRestored || changes.ContainsAny(nameof(Ticket.Price), nameof(Ticket.Type)))
            discounts = await data.Set<DiscountCodeTicket>()
                .AsNoTracking()
                .Where(t => t.TicketId == ticket.Id && t.DiscountCode.DeletedAt == null)
                .OrderBy(t => t.DiscountCodeId)
                .Select(t => t.DiscountCode)
                .ToListAsync(ct);
        string? accessCode = null;
        if (isRestored || changes.ContainsAny(nameof(Ticket.IsHidden)))
            accessCode = await data.Set<AccessCodeTicket>()
                .Where(t => t.TicketId == ticket.Id && t.AccessCode.DeletedAt == null)
                .OrderBy(t => t.AccessCodeId)
                .Select(t => t.AccessCode.Code)
                .FirstOrDefaultAsync(ct);
        return new TicketCodeRules(discounts, accessCode);
    }

    /// <summary>The rules that the ticket breaks, with the attribute of the ticket to correct.</summary>
    public IEnumerable<(string Name, string Detail)> FindProblems(Ticket ticket)
    {
        foreach (var code in _discounts)
            if (CodeRules.FindTicketProblem(code, ticket) is { } problem)
                yield return (problem.Name, problem.Detail);
        if (_accessCode is not null && !ticket.IsHidden)
            yield return ("is-hidden", $"The access code \"{_accessCode}\" is for hidden tickets. Remove the ticket from it first.");
    }
}
