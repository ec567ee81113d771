using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenEvent.WebApi.Description;

namespace OpenEvent.WebApi.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can work, so send it requests.</summary>
internal static class HealthChecks
{
    /// <summary>Requests under way get this long after SIGTERM, before their connections are closed.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(30);

    public static IHealthChecksBuilder AddServerHealthChecks(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTimeout);
        return builder.Services.AddHealthChecks().AddCheck<ShutdownHealthCheck>("draining");
    }

    public static void MapHealthEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous()
            .WithTags("Server")
            .Describe("Whether the process answers", contentType: "text/plain");
        app.MapHealthChecks("/health/ready")
            .AllowAnonymous()
            .WithTags("Server")
            .Describe("Whether it can work: 503 where not", contentType: "text/plain");
    }

    /// <summary>A balancer should look elsewhere from SIGTERM on.</summary>
    private sealed class ShutdownHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy()
            );
    }
}
