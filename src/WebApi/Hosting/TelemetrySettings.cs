using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed record TelemetrySettings : IValidatableObject
{
    /// <summary>An OTLP collector, as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> would name it; empty: nothing is sent.</summary>
    public Uri? Endpoint { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not null && (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https")))
            yield return new ValidationResult("the address of a collector such as http://127.0.0.1:4317 is needed.", [nameof(Endpoint)]);
    }
}
