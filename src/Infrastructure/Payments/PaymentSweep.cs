using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Asks for payments of which the provider has told nothing for a while: a webhook may be lost, or a buyer's browser closed.</summary>
internal sealed class PaymentSweep(IServiceScopeFactory scopes, StripeSettings settings, TimeProvider clock, ILogger<PaymentSweep> log) : BackgroundService
{
    private const int AtOnce = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.SweepSeconds == 0 || string.IsNullOrEmpty(settings.SecretKey)) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.SweepSeconds), clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                while (await SweepAsync(stoppingToken) == AtOnce)
                {
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Payments could not be looked for; they are at the next beat");
            }
        }
    }

    private async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = scope.ServiceProvider.GetRequiredService<PaymentCheck>();
        await check.SweepRefundsAsync(ct);
        return await check.SweepAsync(AtOnce, (id, failure) => log.LogWarning("Payment {PaymentId} could not be asked for: {Reason}", id, failure.Message), ct);
    }
}
