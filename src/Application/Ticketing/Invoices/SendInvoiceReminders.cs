using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Queues the reminders of unpaid invoices (docs/reference/event-invoices.md#reminders). Each is sent once, because the outbox ignores a
/// known key. Run by a background job.
/// </summary>
/// <returns>The number of invoices with a reminder that is due, sent before or not.</returns>
internal sealed record SendInvoiceReminders : ICommand<int>
{
    internal sealed class Handler(IData data, IAuthorization authorization, InvoiceNotifier notifier, TimeProvider clock)
        : IRequestHandler<SendInvoiceReminders, int>
    {
        public async Task<int> Handle(SendInvoiceReminders command, CancellationToken ct)
        {
            authorization.AsServer();
            var now = clock.GetUtcNow();
            var due = await data.Set<EventInvoice>()
                .AsNoTracking()
                .Include(i => i.Event)
                .Include(i => i.User)
                .Where(i => i.Status == EventInvoice.Due && i.DeletedAt == null && i.Amount > 0 && i.IssuedAt > now.AddDays(-75))
                .ToListAsync(ct);
            var reminded = 0;
            foreach (var invoice in due)
            {
                if (InvoiceReminderSchedule.LatestDueStage(invoice.IssuedAt, invoice.DueAt, now) is not { } stage)
                    continue;
                await notifier.NotifyAsync(invoice, stage, ct);
                reminded++;
            }

            return reminded;
        }
    }
}
