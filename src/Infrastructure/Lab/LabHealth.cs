using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>A lost device is a thing to look at, but no reason to send requests to another server: the rest works.</summary>
public sealed class LabHealth(ILabDevices devices) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lost = devices.All.Where(b => b.Info.State == DeviceState.Lost).Select(b => b.Name).ToList();
        return Task.FromResult(
            lost.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Lost: {string.Join(", ", lost)}")
        );
    }
}
