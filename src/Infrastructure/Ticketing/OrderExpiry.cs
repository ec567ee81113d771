using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>Expires orders three times a minute. Several nodes may do so at a time: each order expires once.</summary>
internal sealed class OrderExpiry(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OrderExpiry> log) : RecurringJob(TimeSpan.FromSeconds(20), clock, log)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        while (await ExpireAsync(ct) > 0)
        {
        }
    }

    private async Task<int> ExpireAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExpireOrders(), ct);
    }
}
