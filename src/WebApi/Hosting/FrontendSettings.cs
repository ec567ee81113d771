using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Frontend</c>: the site that people use, whose address goes into mails.</summary>
public sealed record FrontendSettings : IValidatableObject
{
    /// <summary>Absolute, http or https; empty: the server's own address.</summary>
    public string? Url { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Url) && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult("an address such as https://example.org is needed.", [nameof(Url)]);
    }
}
