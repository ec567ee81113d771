using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed record TelemetrySettings : IValidatableObject
{
    /// <summary>The URL of an OTLP collector, as in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. If both are empty, nothing is sent.</summary>
    public Uri? Endpoint { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not null && (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https")))
            yield return new ValidationResult("must be the URL of a collector, such as http://127.0.0.1:4317.", [nameof(Endpoint)]);
    }
}
