using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Reports healthy when the database answers and accepts writes.</summary>
public sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.Probe.CheckAsync(cancellationToken) switch
        {
            DatabaseCondition.Ready => HealthCheckResult.Healthy(),
            DatabaseCondition.ReadOnly => Fail(context, "PostgreSQL is read-only."),
            DatabaseCondition.Unresponsive => Fail(context, "PostgreSQL does not answer."),
            _ => Fail(context, "PostgreSQL is not available."),
        };

    private static HealthCheckResult Fail(HealthCheckContext context, string description) =>
        new(context.Registration.FailureStatus, description);
}
