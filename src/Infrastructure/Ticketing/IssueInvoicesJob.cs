using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>
/// Issues the event invoices that are due. Servers that were down on the first day of the month issue the invoices later.
/// </summary>
internal sealed class IssueInvoicesJob(IServiceScopeFactory scopes) : IScheduledJob
{
    public string Name => "issue-event-invoices";

    public JobSchedule Schedule => JobSchedule.Hourly;

    public async Task RunAsync(CancellationToken ct)
    {
        for (long? at = 0; at is { } lastId; )
            at = await scopes.SendAsync(new IssueEventInvoices(lastId), ct);
    }
}
