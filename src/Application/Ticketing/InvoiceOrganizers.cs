using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Invoices one event's organizer for the orders that were completed before this month and that no invoice was for yet. Run again, it finds none: an order
/// knows its invoice. The server's own; it may run at any time of the month, on any node.
/// </summary>
/// <param name="AfterEventId">Events are looked at in the order of their ids.</param>
/// <returns>The event that it has looked at; null: there is none left.</returns>
internal sealed record InvoiceOrganizers(long AfterEventId = 0) : ICommand<long?>
{
    internal sealed class Handler(IData data, IGate gate, IOutbox outbox, InvoiceSettings settings, TimeProvider clock) : IRequestHandler<InvoiceOrganizers, long?>
    {
        public async Task<long?> Handle(InvoiceOrganizers command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            if (!settings.Enabled) return null;
            var now = clock.GetUtcNow();
            var period = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
            var next = await DueAt(period).Where(o => o.EventId > command.AfterEventId).OrderBy(o => o.EventId).Select(o => (long?)o.EventId).FirstOrDefaultAsync(ct);
            if (next is not { } id) return null;

            // Two nodes take turns, so that neither sees orders that the other is about to invoice.
            await data.LockAsync<Event>(id, ct);
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == id, ct);
            foreach (var currency in await DueAt(period).Where(o => o.EventId == id).Select(o => o.Terms.Currency).Distinct().Order().ToListAsync(ct)) await InvoiceAsync(e, currency, period, now, ct);
            return id;
        }

        private IQueryable<Order> DueAt(DateTimeOffset period) =>
            data.Set<Order>().Where(o => o.Status == OrderStatus.Completed && o.Amount > 0 && o.CompletedAt < period && o.EventInvoiceId == null);

        private async Task InvoiceAsync(Event e, string currency, DateTimeOffset period, DateTimeOffset now, CancellationToken ct)
        {
            // An order that was placed last month and is paid this month comes after the month's invoice: it waits for the next.
            var month = DateOnly.FromDateTime(period.UtcDateTime);
            if (await data.Set<EventInvoice>().AnyAsync(i => i.EventId == e.Id && i.Currency == currency && i.Period == month, ct)) return;
            if (await FeeOfAsync(e, currency, ct) is not { ServiceFee: > 0 } fee) return;
            var revenue = await DueAt(period).Where(o => o.EventId == e.Id && o.Terms.Currency == currency).SumAsync(o => o.Amount ?? 0, ct);
            var share = Currency.Round(revenue * fee.ServiceFee.Value / 100, currency);
            if (fee.MaximumFee is { } most && most < share) share = Currency.Round(most, currency);
            var code = await DiscountAsync(e.Id, now, ct);
            var discount = code is null ? 0 : Currency.Round(new PriceTerms { DiscountType = code.Type, DiscountValue = code.Value }.DiscountOf(share), currency);
            if (share - discount < (decimal)settings.Least) return;

            var owner = await data.Set<UsersEventsRole>().Where(r => r.EventId == e.Id && r.RoleId == Role.OwnerId).Select(r => (long?)r.UserId).FirstOrDefaultAsync(ct);
            var invoice = new EventInvoice
            {
                Identifier = EventInvoice.NumberOf(now, await NextNumberAsync(ct)), EventId = e.Id, UserId = owner, Currency = currency, Revenue = revenue, FeeRate = fee.ServiceFee.Value,
                Discount = discount, DiscountCodeId = code?.Id, Amount = share - discount, Period = month, IssuedAt = now, DueAt = now.AddDays(settings.DaysToPay),
            };
            data.Set<EventInvoice>().Add(invoice);
            await data.SaveChangesAsync(ct);
            await DueAt(period).Where(o => o.EventId == e.Id && o.Terms.Currency == currency).ExecuteUpdateAsync(set => set.SetProperty(o => o.EventInvoiceId, invoice.Id), ct);
            // Orders that were completed meanwhile count from this month's first day on, so what was summed is what was marked.
            outbox.Add(WhenInvoiceIssued.EntryKind, invoice.Identifier, new WhenInvoiceIssued.Payload(invoice.Id));
        }

        /// <summary>The fee of the event's country, else the one that is for no country in particular.</summary>
        private Task<TicketFee?> FeeOfAsync(Event e, string currency, CancellationToken ct) => data.Set<TicketFee>().AsNoTracking()
            .Where(f => f.Currency == currency && (f.Country == (e.PaymentCountry ?? "") || f.Country == "")).OrderByDescending(f => f.Country).FirstOrDefaultAsync(ct);

        private Task<DiscountCode?> DiscountAsync(long eventId, DateTimeOffset now, CancellationToken ct) => data.Set<EventDiscount>().AsNoTracking()
            .Where(d => d.EventId == eventId && d.DiscountCode.DeletedAt == null && d.DiscountCode.IsActive && (d.DiscountCode.ValidFrom == null || d.DiscountCode.ValidFrom <= now) && (d.DiscountCode.ValidTill == null || d.DiscountCode.ValidTill >= now))
            .Select(d => d.DiscountCode).FirstOrDefaultAsync(ct);

        private async Task<long> NextNumberAsync(CancellationToken ct)
        {
            await data.Set<NumberSeries>().Where(s => s.Id == NumberSeries.EventInvoices).ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last + 1), ct);
            return await data.Set<NumberSeries>().Where(s => s.Id == NumberSeries.EventInvoices).Select(s => s.Last).SingleAsync(ct);
        }
    }
}
