using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>Expires overdue orders every 20 seconds. It can run on several nodes: each order expires once.</summary>
internal sealed class OrderExpiryJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OrderExpiryJob> log)
    : RecurringJob(TimeSpan.FromSeconds(20), clock, log)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        while (await scopes.SendAsync(new ExpireOrders(), ct) > 0) { }
    }
}
