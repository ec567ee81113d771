using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Forgets remembered answers that are past their 24 hours, at start-up and then every hour. Several nodes may do so at a time.</summary>
internal sealed class IdempotencyCleanUp(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencyCleanUp> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IIdempotency>().ForgetOldAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Old idempotent answers could not be removed; they are at the next beat");
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
