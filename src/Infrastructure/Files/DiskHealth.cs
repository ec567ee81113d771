using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpenEvent.Infrastructure.Files;

/// <summary>
/// A disk that is almost full makes the server degraded, not unhealthy: another node on the same disk would do no better. Metric:
/// <c>openevent.disk.free</c>.
/// </summary>
public sealed class DiskHealth : IHealthCheck
{
    private const long Megabyte = 1024 * 1024;

    private readonly string _directory;
    private readonly int _warnBelowMegabytes;

    /// <param name="directory">The setting <c>Data:Directory</c>.</param>
    /// <param name="warnBelowMegabytes">0 turns the check off.</param>
    public DiskHealth(string directory, int warnBelowMegabytes, IMeterFactory metrics)
    {
        _directory = directory;
        _warnBelowMegabytes = warnBelowMegabytes;
        metrics.Create("OpenEvent").CreateObservableGauge("openevent.disk.free", GetFreeBytes, "By", "Free space of Data:Directory");
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = GetFreeBytes() / Megabyte;
        return Task.FromResult(
            free < _warnBelowMegabytes
                ? HealthCheckResult.Degraded($"{free} MB are free for Data:Directory. Free some space, or enlarge the disk.")
                : HealthCheckResult.Healthy()
        );
    }

    private long GetFreeBytes() => new DriveInfo(_directory).AvailableFreeSpace;
}
