using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpenEvent.Infrastructure.Jobs;

/// <summary>Jobs that fail again and again, or that no server runs, make the server degraded.</summary>
public sealed class JobHealth(IServiceProvider services) : IHealthCheck
{
    private const int FailingRuns = 3;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var latest = services.GetRequiredService<TimeProvider>().GetUtcNow() - LongestDelay;
        var problems = services
            .GetRequiredService<JobScheduler>()
            .Rows.Select(row =>
                row.Failures >= FailingRuns ? $"{row.Name} failed {row.Failures} times in a row."
                : row.NextRunAt < latest && !(row.StartedAt >= row.NextRunAt)
                    ? $"{row.Name} is due since {row.NextRunAt:u} and did not run."
                : null
            )
            .OfType<string>()
            .ToList();
        return Task.FromResult(
            problems.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Join(' ', problems) + " /v1/jobs shows the errors to staff.")
        );
    }
}
