using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The rules that an event shares with its tickets, codes and orders, asked when the event is written. The same rules are asked when a
/// ticket is written (<see cref="TicketRules"/>) and with each sale (<see cref="SaleRules"/>).
/// </summary>
internal sealed class EventSaleRules(IData data, IPaymentProvider paymentProvider, TimeProvider clock) : IEventRule
{
    private const string CurrencyPointer = "/data/attributes/payment-currency";

    public async Task RequireAsync(Event before, Event after, Changes<Event> changes, CancellationToken ct)
    {
        RequireChargeable(after, changes);
        if (before.SalesCurrency != after.SalesCurrency)
            await RequireNoLiveOrdersAsync(after, ct);
        if (before.Id == 0 || !MayBreakTickets(before, after))
            return;
        var tickets = await data.Set<Ticket>().AsNoTracking().Where(t => t.EventId == after.Id && t.DeletedAt == null).ToListAsync(ct);
        var problems = tickets
            .SelectMany(t => TicketRules.FindEventProblems(t, after).Except(TicketRules.FindEventProblems(t, before)))
            .Select(p => new Problem(p.EventDetail, $"/data/attributes/{p.EventName ?? ChangedPaymentMode(changes)}"))
            .ToList();
        if (before.SalesCurrency != after.SalesCurrency)
            problems.AddRange(await FindCodeProblemsAsync(after, ct));
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
    }

    /// <summary>The event takes payments by a provider that cannot charge each amount in its currency, e.g. 12.345 KWD.</summary>
    private void RequireChargeable(Event e, Changes<Event> changes)
    {
        if (
            e.CanPayByStripe
            && changes.ContainsAny(nameof(Event.PaymentCurrency), nameof(Event.CanPayByStripe))
            && !paymentProvider.CanChargeExactly(e.SalesCurrency)
        )
            throw RejectedException.Invalid(
                $"Stripe cannot charge every amount in {e.SalesCurrency}. Choose another currency, or do not take payments by Stripe.",
                changes.ContainsAny(nameof(Event.PaymentCurrency)) ? CurrencyPointer : "/data/attributes/can-pay-by-stripe"
            );
    }

    private async Task RequireNoLiveOrdersAsync(Event e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (
            await data.Set<Order>()
                .AnyAsync(
                    o =>
                        o.EventId == e.Id
                        && o.Status != OrderStatus.Cancelled
                        && o.Status != OrderStatus.Expired
                        && !(o.ExpiresAt <= now)
                        && (o.Amount > 0 || o.Tickets.Any(t => t.Price > 0)),
                    ct
                )
        )
            throw RejectedException.Conflict("The event has orders in its present currency. Cancel them first.", CurrencyPointer);
    }

    private async Task<IEnumerable<Problem>> FindCodeProblemsAsync(Event e, CancellationToken ct)
    {
        var codes = await data.Set<DiscountCode>().AsNoTracking().Where(c => c.EventId == e.Id && c.DeletedAt == null).ToListAsync(ct);
        return codes
            .Where(c => CodeRules.FindAmountProblem(c, e) is not null)
            .Select(c => new Problem($"The discount code \"{c.Code}\": {CodeRules.FindAmountProblem(c, e)}", CurrencyPointer));
    }

    private static bool MayBreakTickets(Event before, Event after) =>
        after.EndsAt < before.EndsAt
        || before.SalesCurrency != after.SalesCurrency
        || (PaymentModes.HasAnyEnabled(before) && !PaymentModes.HasAnyEnabled(after));

    private static string ChangedPaymentMode(Changes<Event> changes) =>
        changes.Items.FirstOrDefault(c => c.Name.StartsWith("can-pay", StringComparison.Ordinal))?.Name ?? "can-pay-by-stripe";
}
