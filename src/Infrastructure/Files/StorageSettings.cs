using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Files;

/// <summary>The settings section <c>Storage</c>: where documents and uploads are stored.</summary>
public sealed record StorageSettings : IValidatableObject
{
    public const string Folder = "Folder";
    public const string S3 = "S3";

    /// <summary><c>Folder</c> or <c>S3</c>.</summary>
    public string Kind { get; init; } = Folder;

    /// <summary>The folder of kind <c>Folder</c>; null: the folder <c>files</c> in <c>Data:Directory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>
    /// The prefix of a file's URL: a path of this server, which then reads the bucket or the folder for the client, or the URL of a host
    /// that serves the same files.
    /// </summary>
    public string PublicUrl { get; init; } = "/files";

    /// <summary>The URL of the S3 server without a path, e.g. <c>https://s3.eu-central-1.amazonaws.com</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The name of an existing bucket. The server creates none.</summary>
    public string? Bucket { get; init; }

    public string Region { get; init; } = "us-east-1";

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    /// <summary>The timeout of one request to the S3 server, in seconds: 1 to 600.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    internal string ResolveDirectory(string dataDirectory) =>
        string.IsNullOrEmpty(Directory) ? Path.Combine(dataDirectory, "files") : Directory;

    /// <summary>Omits the secret key, so that it cannot reach a log.</summary>
    public override string ToString() => $"{Kind} {(Kind == S3 ? $"{Endpoint}/{Bucket}" : Directory)}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind is not (Folder or S3))
            yield return CreateError(nameof(Kind), $"must be {Folder} or {S3}.");
        if (!PublicUrl.StartsWith('/') && !IsHttpUrl(PublicUrl))
            yield return CreateError(
                nameof(PublicUrl),
                "must be a path of this server such as /files, or a URL such as https://files.example.org."
            );
        if (TimeoutSeconds is < 1 or > 600)
            yield return CreateError(nameof(TimeoutSeconds), "must be from 1 to 600.");
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
                yield return CreateError(key, "is missing.");
        if (Endpoint is { Length: > 0 } endpoint && (!IsHttpUrl(endpoint) || new Uri(endpoint) is not { PathAndQuery: "/", UserInfo: "" }))
            yield return CreateError(nameof(Endpoint), "must be the URL of a host without a path, such as https://s3.example.org.");
        if (Bucket is { Length: > 0 } bucket && !IsBucketName(bucket))
            yield return CreateError(nameof(Bucket), "must be 3 to 63 lower-case letters, digits, hyphens and dots.");
    }

    private static bool IsBucketName(string name) =>
        name.Length is >= 3 and <= 63
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');

    private static bool IsHttpUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private IEnumerable<ValidationResult> RejectUnusedKeys(params (string Key, string? Value)[] unusedKeys) =>
        unusedKeys
            .Where(o => !string.IsNullOrEmpty(o.Value))
            .Select(o => CreateError(o.Key, $"does not apply to Storage:Kind={Kind}; remove it."));

    private static ValidationResult CreateError(string key, string message) => new(message, [key]);
}
