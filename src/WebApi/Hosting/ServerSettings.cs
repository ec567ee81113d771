using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Server</c>: how clients reach the server.</summary>
public sealed record ServerSettings : IValidatableObject
{
    /// <summary>
    /// An absolute http or https URL, for links to PDFs, e.g. <c>https://api.example.org</c>. If empty, the URL that the server listens on.
    /// </summary>
    public string? PublicUrl { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (
            !string.IsNullOrEmpty(PublicUrl)
            && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        )
            yield return new ValidationResult("must be a URL such as https://api.example.org.", [nameof(PublicUrl)]);
    }
}
