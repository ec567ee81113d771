using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Files;

/// <summary>Section <c>Storage</c>.</summary>
public sealed record StorageSettings : IValidatableObject
{
    public const string Folder = "Folder",
        S3 = "S3";

    /// <summary><c>Folder</c> or <c>S3</c>.</summary>
    public string Kind { get; init; } = Folder;

    /// <summary>Null for the folder <c>files</c> in <c>Data:Directory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>
    /// What goes before a file's path in its URL: a path of this server, which then reads the bucket or the folder for the client, or the address of a host
    /// that serves the same files.
    /// </summary>
    public string PublicUrl { get; init; } = "/files";

    /// <summary>The S3 server, e.g. <c>https://s3.eu-central-1.amazonaws.com</c>; a path in it is refused.</summary>
    public string? Endpoint { get; init; }

    /// <summary>It must exist: the server makes no buckets.</summary>
    public string? Bucket { get; init; }

    public string Region { get; init; } = "us-east-1";

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    /// <summary>How long the S3 server may take for one request.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Without the secret key, which would end in a log.</summary>
    public override string ToString() => $"{Kind} {(Kind == S3 ? $"{Endpoint}/{Bucket}" : Directory)}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind is not (Folder or S3))
            yield return CreateError(nameof(Kind), $"{Folder} or {S3}.");
        if (!PublicUrl.StartsWith('/') && !IsHttpUrl(PublicUrl))
            yield return CreateError(
                nameof(PublicUrl),
                "a path of this server such as /files, or an address such as https://files.example.org."
            );
        foreach (
            var error in Kind == S3
                ? ValidateS3()
                : RejectUnusedKeys(
                    (nameof(Endpoint), Endpoint),
                    (nameof(Bucket), Bucket),
                    (nameof(AccessKey), AccessKey),
                    (nameof(SecretKey), SecretKey)
                )
        )
            yield return error;
    }

    private IEnumerable<ValidationResult> ValidateS3()
    {
        foreach (var error in RejectUnusedKeys((nameof(Directory), Directory)))
            yield return error;
        foreach (
            var (key, value) in ((string, string?)[])
                [
                    (nameof(Endpoint), Endpoint),
                    (nameof(Bucket), Bucket),
                    (nameof(AccessKey), AccessKey),
                    (nameof(SecretKey), SecretKey),
                    (nameof(Region), Region),
                ]
        )
            if (string.IsNullOrWhiteSpace(value))
                yield return CreateError(key, "it is missing.");
        if (Endpoint is { Length: > 0 } endpoint && (!IsHttpUrl(endpoint) || new Uri(endpoint) is not { PathAndQuery: "/", UserInfo: "" }))
            yield return CreateError(nameof(Endpoint), "the address of a host such as https://s3.example.org.");
        if (Bucket is { Length: > 0 } bucket && !IsBucketName(bucket))
            yield return CreateError(nameof(Bucket), "3 to 63 small letters, digits, dashes and dots.");
        if (TimeoutSeconds is < 1 or > 600)
            yield return CreateError(nameof(TimeoutSeconds), "1 to 600.");
    }

    private static bool IsBucketName(string name) =>
        name.Length is >= 3 and <= 63
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');

    private static bool IsHttpUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private IEnumerable<ValidationResult> RejectUnusedKeys(params (string Key, string? Value)[] unusedKeys) =>
        unusedKeys.Where(o => !string.IsNullOrEmpty(o.Value)).Select(o => CreateError(o.Key, $"it is not for Storage:Kind={Kind}."));

    private static ValidationResult CreateError(string key, string why) => new(why, [key]);
}
