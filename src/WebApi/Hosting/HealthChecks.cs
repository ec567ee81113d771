using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.Hosting;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: the server can process requests.</summary>
internal static class HealthChecks
{
    /// <summary>How long running requests may take after SIGTERM before their connections are closed.</summary>
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
            .WithPermission(RoutePermission.Anyone);
        app.MapHealthChecks("/health/ready").AllowAnonymous().WithTags("Server").WithPermission(RoutePermission.Anyone);
    }

    /// <summary>Not ready from SIGTERM on, so that a load balancer sends no more requests.</summary>
    private sealed class ShutdownHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy()
            );
    }
}
