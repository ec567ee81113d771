using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// E-mails and tickets that nobody sends make the server degraded, not unhealthy: requests are served.
/// </summary>
public sealed class OutboxHealth(IServiceProvider services) : IHealthCheck
{
    /// <summary>An entry that has been due for longer is not being processed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var backlogs = services.GetRequiredService<OutboxMonitor>().Backlogs;
        var settings = services.GetRequiredService<OutboxSettings>();
        var kinds = services.GetRequiredService<OutboxKinds>();
        if (settings.Paused)
            return Task.FromResult(HealthCheckResult.Degraded($"{settings.Describe()}."));
        var problems = backlogs
            .Where(b => b.OldestAge > LongestWait)
            .Select(b =>
                $"{b.Due} entries of kind {b.Kind} have been due for up to {b.OldestAge.TotalMinutes:0} minutes"
                + (
                    settings.AtOnce == 0 ? " (this node leaves them to others: Outbox:AtOnce=0)."
                    : kinds.IsKnown(b.Kind) ? "."
                    : " (this version does not know the kind: a newer one has to run)."
                )
            )
            .Concat(
                backlogs
                    .Where(b => b.Failing > 0)
                    .Select(b =>
                        $"{b.Failing} entries of kind {b.Kind} failed {OutboxMonitor.FailingAttempts} times or more and are tried again; "
                        + "the column last_error of the table outbox says why."
                    )
            )
            .ToList();
        return Task.FromResult(problems.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', problems)));
    }
}
