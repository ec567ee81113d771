using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Counts the payments and refunds that wait for the provider or for a person, every minute, for the metrics.</summary>
internal sealed class PaymentMonitor(IServiceScopeFactory scopes, PaymentMetrics metrics, TimeProvider clock, ILogger<PaymentMonitor> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log)
{
    private readonly TimeProvider _clock = clock;

    protected override Task RunAsync(CancellationToken ct) => CountAsync(ct);

    internal async Task CountAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        var anHourAgo = _clock.GetUtcNow().AddHours(-1);
        var payments = data.Set<Payment>();
        var refunds = data.Set<Refund>();
        metrics.Counts = new PaymentCounts(
            await payments.LongCountAsync(p => p.CheckAt != null && p.State == PaymentState.Open && p.CreatedAt < anHourAgo, ct),
            await refunds.LongCountAsync(r => r.State == RefundState.Pending || r.State == RefundState.Sent, ct),
            await refunds.LongCountAsync(r => r.State == RefundState.Failed && !r.IsResolved, ct),
            await payments.LongCountAsync(p => p.DisputeState == DisputeState.Open, ct)
        );
    }
}
