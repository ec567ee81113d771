using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>
/// Asks once an hour whether the month has invoices to issue or reminders to send. Both are done once, whenever and on however many nodes it asks: a server that
/// was down on the 1st issues them when it is back.
/// </summary>
internal sealed class InvoiceJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InvoiceJob> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        for (long? at = 0; at is { } after; )
            at = await scopes.SendAsync(new IssueEventInvoices(after), ct);
        await scopes.SendAsync(new SendInvoiceReminders(), ct);
    }
}
