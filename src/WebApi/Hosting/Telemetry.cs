using System.Diagnostics.Metrics;
using System.Reflection;
using OpenEvent.WebApi.Endpoints;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Traces and metrics. Nothing is measured or sent unless a collector or <c>/metrics</c> is configured.</summary>
internal static class Telemetry
{
    /// <summary>The name of the server's own activity source and meter.</summary>
    public const string Name = "OpenEvent";

    /// <summary>The build's version and the start of its commit: <c>1.0.0+4fd48f50</c>.</summary>
    public static string Version { get; } =
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } version
            ? version[..Math.Min(version.Length, version.IndexOf('+', StringComparison.Ordinal) + 9)]
            : "unknown";

    public static void AddOpenEventTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RequestMetrics>();
        var endpoint = builder.AddSettings<TelemetrySettings>("Telemetry").Endpoint;
        var isPrometheusEnabled = builder.AddSettings<MetricsSettings>("Metrics").Enabled;
        var isOtlpEnabled = endpoint is not null || !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        if (!isOtlpEnabled && !isPrometheusEnabled)
            return;
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Name, serviceVersion: Version));
        telemetry.WithMetrics(metrics =>
        {
            metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", Name)
                .AddView(DropHosts);
            if (isOtlpEnabled)
                metrics.AddOtlpExporter(SendTo);
            if (isPrometheusEnabled)
                metrics.AddPrometheusExporter();
        });
        if (!isOtlpEnabled)
            return;
        telemetry.WithTracing(traces =>
            traces
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
                    // The path contains secrets, such as the names of files. The attribute http.route has the template.
                    options.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.path", null);
                })
                .AddHttpClientInstrumentation(options =>
                    options.EnrichWithHttpRequestMessage = (activity, request) =>
                        activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority))
                )
                .AddSource("Npgsql", Name)
                .AddOtlpExporter(SendTo)
        );

        void SendTo(OtlpExporterOptions options)
        {
            if (endpoint is not null)
                options.Endpoint = endpoint;
        }
    }

    /// <summary>
    /// The hosts of outgoing requests are not labels: users choose them by the URLs of pictures, so there would be a series for each.
    /// </summary>
    private static MetricStreamConfiguration? DropHosts(Instrument instrument) =>
        instrument.Meter.Name is "System.Net.Http" or "System.Net.NameResolution"
            ? new MetricStreamConfiguration
            {
                TagKeys = ["http.request.method", "http.response.status_code", "http.connection.state", "error.type", "url.scheme"],
            }
            : null;

    /// <summary>Maps <c>/metrics</c> if <c>Metrics:Enabled</c> is set.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MetricsSettings>().Enabled)
            app.MapPrometheusScrapingEndpoint().WithTags("Server").WithPermission(RoutePermission.Anyone);
    }
}
