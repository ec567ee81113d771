using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Issues the invoices of one event: for the orders that were completed before this month and are not invoiced yet, minus credits for
/// orders that were cancelled after their invoice (docs/reference/event-invoices.md). Idempotent: orders and credits store their invoice.
/// Run by a background job, at any time of the month and on any node.
/// </summary>
/// <param name="AfterEventId">Processes the event with the lowest id above this one.</param>
/// <returns>The id of the processed event. Null: there is none left.</returns>
internal sealed record IssueEventInvoices(long AfterEventId = 0) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, InvoiceSettings settings, TimeProvider clock)
        : IRequestHandler<IssueEventInvoices, long?>
    {
        public async Task<long?> Handle(IssueEventInvoices command, CancellationToken ct)
        {
            authorization.AsServer().Create<EventInvoice>(_ => true).Change<InvoiceCredit>(_ => true, nameof(InvoiceCredit.CreditedById));
            if (!settings.Enabled)
                return null;
            var now = clock.GetUtcNow();
            var period = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
            var nextWithOrders = await GetUninvoicedOrders(period)
                .Where(o => o.EventId > command.AfterEventId)
                .OrderBy(o => o.EventId)
                .Select(o => (long?)o.EventId)
                .FirstOrDefaultAsync(ct);
            var nextWithCredits = await GetOpenCredits()
                .Where(c => c.Invoice.EventId > command.AfterEventId)
                .OrderBy(c => c.Invoice.EventId)
                .Select(c => c.Invoice.EventId)
                .FirstOrDefaultAsync(ct);
            if ((nextWithOrders < nextWithCredits ? nextWithOrders : nextWithCredits ?? nextWithOrders) is not { } id)
                return null;

            // The lock keeps two nodes from invoicing the same orders.
            await data.LockRowAsync<Event>(id, ct);
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == id, ct);
            var currencies = await GetUninvoicedOrders(period)
                .Where(o => o.EventId == id)
                .Select(o => o.Terms.Currency)
                .Union(GetOpenCredits().Where(c => c.Invoice.EventId == id).Select(c => c.Invoice.Currency))
                .ToListAsync(ct);
            foreach (var currency in currencies.Order(StringComparer.Ordinal))
                await IssueAsync(e, currency, period, now, ct);
            return id;
        }

        private IQueryable<Order> GetUninvoicedOrders(DateTimeOffset period) =>
            data.Set<Order>()
                .Where(o =>
                    o.Status == OrderStatus.Completed && o.Amount > o.AmountRefunded && o.CompletedAt < period && o.EventInvoiceId == null
                );

        private IQueryable<InvoiceCredit> GetOpenCredits() =>
            data.Set<InvoiceCredit>().Where(c => c.CreditedById == null && c.Invoice.EventId != null && c.Invoice.DeletedAt == null);

        private async Task IssueAsync(Event e, string currency, DateTimeOffset period, DateTimeOffset now, CancellationToken ct)
        {
            // An order that is completed late, after this month's invoice was issued, waits for the next month's invoice.
            var month = DateOnly.FromDateTime(period.UtcDateTime);
            if (await data.Set<EventInvoice>().AnyAsync(i => i.EventId == e.Id && i.Currency == currency && i.Period == month, ct))
                return;
            var fee = await FindFeeAsync(e, currency, ct);
            var code = await FindDiscountCodeAsync(e.Id, now, ct);
            var due = GetUninvoicedOrders(period).Where(o => o.EventId == e.Id && o.Terms.Currency == currency && fee != null);
            var invoice = new EventInvoice
            {
                EventId = e.Id,
                Currency = currency,
                Revenue = await due.SumAsync(o => (o.Amount ?? 0) - o.AmountRefunded, ct),
                FeeRate = fee?.ServiceFee ?? 0,
                FeeMost = fee?.MaximumFee,
                DiscountType = code?.Type,
                DiscountValue = code?.Value ?? 0,
                DiscountCodeId = code?.Id,
                Period = month,
                IssuedAt = now,
                DueAt = now.AddDays(settings.DaysToPay),
            };
            var share = invoice.PlatformFeeOn(invoice.Revenue);
            var credits = await GetOpenCredits()
                .Include(c => c.Invoice)
                .Where(c => c.Invoice.EventId == e.Id && c.Invoice.Currency == currency)
                .OrderBy(c => c.Id)
                .ToListAsync(ct);
            invoice.Discount = invoice.DiscountOnFee(share);
            invoice.Credit = await SumCreditsAsync(credits, ct);
            invoice.Amount = share - invoice.Discount - invoice.Credit;
            if (invoice.Amount < 0)
                invoice.Status = EventInvoice.Refunding;
            if (Math.Abs(invoice.Amount) < (decimal)settings.Least)
                return;

            invoice.Identifier = EventInvoice.FormatNumber(now, await NextNumberAsync(ct));
            invoice.UserId = await data.Set<UsersEventsRole>()
                .Where(r => r.EventId == e.Id && r.RoleId == Role.OwnerId)
                .Select(r => (long?)r.UserId)
                .FirstOrDefaultAsync(ct);
            data.Set<EventInvoice>().Add(invoice);
            await data.SaveChangesAsync(ct);
            await data.UpdateAsync(
                DirectWrites.InvoiceOrders,
                due,
                set =>
                    set.SetProperty(o => o.EventInvoiceId, invoice.Id)
                        .SetProperty(o => o.InvoicedRevenue, o => o.Amount - o.AmountRefunded),
                ct
            );
            // Orders that were completed in the meantime belong to the next invoice, but an invoiced order may have been cancelled or
            // refunded.
            if (
                await data.Set<Order>().Where(o => o.EventInvoiceId == invoice.Id).SumAsync(o => o.InvoicedRevenue ?? 0, ct)
                != invoice.Revenue
            )
                throw RejectedException.Conflict(
                    "Orders were cancelled or refunded while they were invoiced. The next run issues the invoice."
                );
            foreach (var credit in credits)
                credit.CreditedById = invoice.Id;
            outbox.Add(SendEventInvoice.EntryKind, invoice.Identifier, new SendEventInvoice.Payload(invoice.Id));
        }

        /// <summary>The sum of the credits, each calculated by the terms of the invoice that included its order.</summary>
        private async Task<decimal> SumCreditsAsync(IReadOnlyList<InvoiceCredit> credits, CancellationToken ct)
        {
            var sum = 0m;
            foreach (var group in credits.GroupBy(c => c.InvoiceId))
            {
                var before = await data.Set<InvoiceCredit>()
                    .Where(c => c.InvoiceId == group.Key && c.CreditedById != null)
                    .SumAsync(c => c.Revenue, ct);
                sum += group.First().Invoice.CreditFor(group.Sum(c => c.Revenue), before);
            }

            return sum;
        }

        /// <summary>The ticket fee of the currency and the event's country, or else the currency's fee without a country.</summary>
        private Task<TicketFee?> FindFeeAsync(Event e, string currency, CancellationToken ct) =>
            data.Set<TicketFee>()
                .AsNoTracking()
                .Where(f => f.Currency == currency && (f.Country == (e.PaymentCountry ?? "") || f.Country == ""))
                .OrderByDescending(f => f.Country)
                .FirstOrDefaultAsync(ct);

        /// <summary>
        /// The event's platform discount code. Most invoices are issued after the event's end, so a code without an end date is valid then,
        /// too.
        /// </summary>
        private Task<DiscountCode?> FindDiscountCodeAsync(long eventId, DateTimeOffset now, CancellationToken ct) =>
            data.Set<EventDiscount>()
                .AsNoTracking()
                .Where(d => d.EventId == eventId && d.DiscountCode.DeletedAt == null && CodeRules.IsValid(d.DiscountCode, now, now))
                .Select(d => d.DiscountCode)
                .FirstOrDefaultAsync(ct);

        private async Task<long> NextNumberAsync(CancellationToken ct)
        {
            await data.UpdateAsync(
                DirectWrites.CountInvoices,
                data.Set<NumberSeries>().Where(s => s.Id == NumberSeries.EventInvoices),
                set => set.SetProperty(s => s.Last, s => s.Last + 1),
                ct
            );
            return await data.Set<NumberSeries>().Where(s => s.Id == NumberSeries.EventInvoices).Select(s => s.Last).SingleAsync(ct);
        }
    }
}
