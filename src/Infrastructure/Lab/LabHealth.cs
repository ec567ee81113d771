using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// A lost device makes the server degraded, not unhealthy: everything else still works, so traffic should not move elsewhere.
/// </summary>
public sealed class LabHealth(ILabDevices devices) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lost = devices.All.Where(d => d.Info.State == DeviceState.Lost).Select(d => d.Name).ToList();
        return Task.FromResult(
            lost.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Lost: {string.Join(", ", lost)}")
        );
    }
}
