using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Asks for payments of which the provider has told nothing for a while: a webhook may be lost, or a buyer's browser closed.</summary>
internal sealed class PaymentReconciliation(
    IServiceScopeFactory scopes,
    StripeSettings settings,
    TimeProvider clock,
    ILogger<PaymentReconciliation> log
) : BackgroundService
{
    /// <summary>Of those that are due, so many are looked up at a time.</summary>
    private const int BatchSize = 200;

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
                while (await ReconcileAsync(stoppingToken) == BatchSize) { }
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

    private async Task<int> ReconcileAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var synchronizer = scope.ServiceProvider.GetRequiredService<PaymentSynchronizer>();
        await synchronizer.RetryOpenRefundsAsync(ct);
        var due = await synchronizer.ListDueAsync(BatchSize, ct);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = settings.SweepAtOnce, CancellationToken = ct },
            ReconcilePaymentAsync
        );
        return due.Count;
    }

    private async ValueTask ReconcilePaymentAsync(PaymentSynchronizer.DuePayment payment, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<PaymentSynchronizer>().SyncDueAsync(payment, ct);
        }
        catch (Exception failure) when (failure is PaymentDelayedException or PaymentRejectedException)
        {
            log.LogWarning("Payment {PaymentId} could not be asked for: {Reason}", payment.Id, failure.Message);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Payment {PaymentId} could not be checked", payment.Id); // the others are
        }
    }
}
