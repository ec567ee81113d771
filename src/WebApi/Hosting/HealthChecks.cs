using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// <c>/health/live</c>: the process runs. <c>/health/ready</c>: the server can process requests; <c>/health-check</c>: the same as JSON.
/// </summary>
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
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync })
            .AllowAnonymous()
            .WithTags("Server")
            .WithPermission(RoutePermission.Anyone);
        app.MapHealthChecks("/health-check", new HealthCheckOptions { ResponseWriter = WriteJsonAsync })
            .AllowAnonymous()
            .WithTags("Server")
            .WithPermission(RoutePermission.Anyone);
    }

    /// <summary>Answers in the format of the reference server: the state of each part.</summary>
    private static Task WriteJsonAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status == HealthStatus.Unhealthy ? "failure" : "success",
                results = report
                    .Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
                    .Select(e => new
                    {
                        checker = e.Key,
                        passed = e.Value.Status != HealthStatus.Unhealthy,
                        output = e.Value.Description ?? e.Value.Status.ToString(),
                    }),
            },
            http.RequestAborted
        );

    /// <summary>The state, and a line for each part that is not healthy.</summary>
    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var problems = report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy).OrderBy(e => e.Key, StringComparer.Ordinal);
        return http.Response.WriteAsync(
            string.Join('\n', [report.Status.ToString(), .. problems.Select(e => $"{e.Key}: {e.Value.Description ?? "failed"}")]),
            http.RequestAborted
        );
    }

    /// <summary>Not ready from SIGTERM on, so that a load balancer sends no more requests.</summary>
    private sealed class ShutdownHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                lifetime.ApplicationStopping.IsCancellationRequested
                    ? HealthCheckResult.Unhealthy("The server is shutting down.")
                    : HealthCheckResult.Healthy()
            );
    }
}
