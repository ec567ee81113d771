namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Metrics</c>.</summary>
public sealed record MetricsSettings
{
    /// <summary>
    /// Whether <c>/metrics</c> returns metrics in the Prometheus text format. It needs no authentication: block it at the proxy.
    /// </summary>
    public bool Enabled { get; init; }
}
