using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>Expires overdue orders.</summary>
internal sealed class ExpireOrdersJob(IServiceScopeFactory scopes) : IScheduledJob
{
    public string Name => "expire-orders";

    public JobSchedule Schedule { get; } = JobSchedule.Every(TimeSpan.FromSeconds(20));

    public async Task RunAsync(CancellationToken ct)
    {
        while (await scopes.SendAsync(new ExpireOrders(), ct) > 0) { }
    }
}
