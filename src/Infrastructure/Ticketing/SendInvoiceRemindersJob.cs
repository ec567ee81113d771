using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>Sends the reminders of unpaid event invoices, each once.</summary>
internal sealed class SendInvoiceRemindersJob(IServiceScopeFactory scopes) : IScheduledJob
{
    public string Name => "send-invoice-reminders";

    public JobSchedule Schedule => JobSchedule.Hourly;

    public Task RunAsync(CancellationToken ct) => scopes.SendAsync(new SendInvoiceReminders(), ct);
}
