namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Metrics</c>.</summary>
public sealed record MetricsSettings
{
    /// <summary>Whether <c>/metrics</c> answers in Prometheus' text format. It is open to whoever reaches the server: hide it at the proxy.</summary>
    public bool Enabled { get; init; }
}
