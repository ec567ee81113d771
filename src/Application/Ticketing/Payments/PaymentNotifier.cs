using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Tells people what happened to a payment: the event team by e-mail and notification, staff by notification, and the buyer by e-mail.
/// </summary>
internal sealed class PaymentNotifier(IData data, IOutbox outbox, IFrontend frontend, NotificationWriter notifications)
{
    private const int MaxStaff = 100;

    /// <param name="key">Identifies what happened. Each member gets one e-mail and one notification for each key.</param>
    /// <param name="orderIdentifier">Null: it is about the event's account at the provider.</param>
    public async Task AlertTeamAsync(string key, long eventId, string? orderIdentifier, string title, string text, CancellationToken ct)
    {
        var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == eventId, ct);
        var team = await data.GetTeamAsync(eventId, ct);
        var path = orderIdentifier is null
            ? $"/events/{Uri.EscapeDataString(e.Identifier)}/tickets"
            : $"/orders/{Uri.EscapeDataString(orderIdentifier)}/view";
        var url = await frontend.LinkAsync(path, ct);
        foreach (var member in team)
            outbox.AddEmail(
                $"{nameof(PaymentAlert)} {key} {member.Email}",
                member.Email,
                new PaymentAlert(member.FullName ?? "", e.Name, title, text, orderIdentifier, url)
            );
        var staff = await data.Set<User>()
            .Where(u => (u.IsAdmin || u.IsSuperAdmin) && u.DeletedAt == null)
            .OrderBy(u => u.Id)
            .Take(MaxStaff)
            .Select(u => u.Id)
            .ToListAsync(ct);
        var content = new Dictionary<string, object?>
        {
            ["order"] = orderIdentifier,
            ["event_id"] = eventId,
            ["event_name"] = e.Name,
            ["title"] = title,
            ["text"] = text,
            ["key"] = key,
        };
        await notifications.WriteAsync(NotificationWriter.PaymentAlert, [.. team.Select(m => m.UserId), .. staff], content, ct);
    }

    public Task AlertTeamAsync(string key, Payment payment, string title, string text, CancellationToken ct) =>
        AlertTeamAsync(key, payment.EventId, payment.OrderIdentifier, title, text, ct);

    /// <summary>Tells the buyer what was taken and what goes back.</summary>
    /// <param name="payment">With its order.</param>
    /// <param name="refund">Just started.</param>
    public async Task TellBuyerAsync(Payment payment, Refund refund, CancellationToken ct)
    {
        if (payment.Order is not { } order || await FindBuyerAsync(order, ct) is not { } buyer)
            return;
        var name = await data.Set<Event>().Where(e => e.Id == payment.EventId).Select(e => e.Name).SingleAsync(ct);
        outbox.AddEmail(
            $"{nameof(PaymentReturned)} {refund.Reference} {buyer.Email}",
            buyer.Email,
            new PaymentReturned(
                buyer.FullName ?? "",
                name,
                order.Identifier,
                MoneyText.Format(payment.Taken, payment.Currency),
                MoneyText.Format(refund.Amount, payment.Currency),
                Explain(refund.Reason, order, payment.Currency),
                await frontend.LinkAsync($"/orders/{order.Identifier}/view", ct)
            )
        );
    }

    private static string Explain(RefundReason reason, Order order, string currency) =>
        reason switch
        {
            RefundReason.WrongAmount =>
                $"The order costs {MoneyText.Format(order.Total, order.Terms.Currency)} now, so it waits for a payment of that amount.",
            RefundReason.PaidAlready => "The order is already completed, so it needs no further payment.",
            RefundReason.OrderCancelled => "The order was cancelled before the payment arrived.",
            RefundReason.Overpaid =>
                $"The order was changed before the payment arrived. It costs {MoneyText.Format(order.Total, currency)} and is completed.",
            _ => "The payment does not fit the order.",
        };

    private Task<User?> FindBuyerAsync(Order order, CancellationToken ct) =>
        data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == order.UserId && u.DeletedAt == null, ct);
}
