using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Files;

/// <summary>Section <c>Storage</c>.</summary>
public sealed record StorageSettings : IValidatableObject
{
    /// <summary>Only <c>Folder</c> for now.</summary>
    public string Kind { get; init; } = "Folder";

    /// <summary>Null for the folder <c>files</c> in <c>Data:Directory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>What goes before a file's path in its URL: a path of this server, or the address of a host that serves the folder.</summary>
    public string PublicUrl { get; init; } = "/files";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind != "Folder") yield return new ValidationResult("\"Folder\" is the only kind so far.", [nameof(Kind)]);
        if (!PublicUrl.StartsWith('/') && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult("a path of this server such as /files, or an address such as https://files.example.org.", [nameof(PublicUrl)]);
    }
}
