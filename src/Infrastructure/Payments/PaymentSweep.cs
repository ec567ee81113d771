using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Asks for payments of which the provider has told nothing for a while: a webhook may be lost, or a buyer's browser closed.</summary>
internal sealed class PaymentSweep(IServiceScopeFactory scopes, StripeSettings settings, TimeProvider clock, ILogger<PaymentSweep> log)
    : BackgroundService
{
    /// <summary>Of those that are due, so many are looked up at a time.</summary>
    private const int Page = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.SweepSeconds == 0 || string.IsNullOrEmpty(settings.SecretKey))
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.SweepSeconds), clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                while (await SweepAsync(stoppingToken) == Page) { }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
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
        var due = await check.DueAsync(Page, ct);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = settings.SweepAtOnce, CancellationToken = ct },
            AskAsync
        );
        return due.Count;
    }

    private async ValueTask AskAsync(PaymentCheck.Due payment, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<PaymentCheck>().SweepAsync(payment, ct);
        }
        catch (Exception failure) when (failure is PaymentDelayedException or PaymentRefusedException)
        {
            log.LogWarning("Payment {PaymentId} could not be asked for: {Reason}", payment.Id, failure.Message);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Payment {PaymentId} could not be checked", payment.Id); // the others are
        }
    }
}
