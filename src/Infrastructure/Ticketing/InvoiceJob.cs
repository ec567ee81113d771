using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>
/// Issues event invoices and sends reminders once an hour, if any are due. Both are idempotent, so it can run on several nodes and at any
/// time. A server that was down on the first day of the month issues the invoices later.
/// </summary>
internal sealed class InvoiceJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InvoiceJob> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        for (long? at = 0; at is { } lastId; )
            at = await scopes.SendAsync(new IssueEventInvoices(lastId), ct);
        await scopes.SendAsync(new SendInvoiceReminders(), ct);
    }
}
