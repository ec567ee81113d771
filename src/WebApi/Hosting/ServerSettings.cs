using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Server</c>: how this server is reached from outside.</summary>
public sealed record ServerSettings : IValidatableObject
{
    /// <summary>Absolute, http or https, e.g. <c>https://api.example.org</c>; empty: the address that the server listens on. It goes into links to PDFs.</summary>
    public string? PublicUrl { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (
            !string.IsNullOrEmpty(PublicUrl)
            && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        )
            yield return new ValidationResult("an address such as https://api.example.org is needed.", [nameof(PublicUrl)]);
    }
}
