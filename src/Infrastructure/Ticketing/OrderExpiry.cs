using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>Expires orders three times a minute. Several nodes may do so at a time: each order expires once.</summary>
internal sealed class OrderExpiry(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OrderExpiry> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            // At once after a start: what became due while the server was down has waited long enough.
            do await ExpireAllAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server is leaving.
        }
    }

    private async Task ExpireAllAsync(CancellationToken ct)
    {
        try
        {
            while (await ExpireAsync(ct) > 0)
            {
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "Orders could not be expired; they are at the next beat");
        }
    }

    private async Task<int> ExpireAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExpireOrders(), ct);
    }
}
