using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Frontend</c>: the web frontend, for links in e-mails.</summary>
public sealed record FrontendSettings : IValidatableObject
{
    /// <summary>An absolute http or https URL. If empty, the server's own URL.</summary>
    public string? Url { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Url) && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult("must be a URL such as https://example.org.", [nameof(Url)]);
    }
}
