namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed record TelemetrySettings
{
    /// <summary>An OTLP collector, as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> would name it; empty: nothing is sent.</summary>
    public Uri? Endpoint { get; init; }
}
