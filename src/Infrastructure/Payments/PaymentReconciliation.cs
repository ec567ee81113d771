using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Infrastructure.Outbox;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>
/// Periodically fetches open payments and refunds, and later the refunds and disputes of received payments, from the provider, in case a
/// webhook was lost and the buyer has closed their browser.
/// </summary>
internal sealed class PaymentReconciliation(
    IServiceScopeFactory scopes,
    StripeSettings settings,
    OutboxSettings outboxSettings,
    ILogger<PaymentReconciliation> log
) : IScheduledJob
{
    /// <summary>How many due payments are loaded at once.</summary>
    private const int BatchSize = 200;

    public string Name => "reconcile-payments";

    public JobSchedule Schedule { get; } = JobSchedule.Every(TimeSpan.FromSeconds(settings.SweepSeconds));

    public bool IsEnabled => settings.SweepSeconds > 0 && !string.IsNullOrEmpty(settings.SecretKey) && !outboxSettings.Paused;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await ReconcileAsync(ct) == BatchSize) { }
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
        catch (Exception failure) when (failure is PaymentDelayedException or PaymentRejectedException or PaymentAccessException)
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
