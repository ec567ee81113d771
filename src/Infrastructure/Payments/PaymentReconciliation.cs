using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>
/// Periodically fetches open payments and refunds from the provider, in case a webhook was lost and the buyer has closed their browser.
/// </summary>
internal sealed class PaymentReconciliation(
    IServiceScopeFactory scopes,
    StripeSettings settings,
    TimeProvider clock,
    ILogger<PaymentReconciliation> log
) : BackgroundService
{
    /// <summary>How many due payments are loaded at once.</summary>
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
                log.LogWarning(failure, "Payment reconciliation failed. The next run retries it");
            }
        }
    }

    private async Task<int> ReconcileAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateServerScope();
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
        await using var scope = scopes.CreateServerScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<PaymentSynchronizer>().SyncDueAsync(payment, ct);
        }
        catch (Exception failure) when (failure is PaymentDelayedException or PaymentRejectedException)
        {
            log.LogWarning("The state of payment {PaymentId} could not be fetched: {Reason}", payment.Id, failure.Message);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // The other payments are still checked.
            log.LogError(failure, "Payment {PaymentId} could not be checked", payment.Id);
        }
    }
}
