namespace OpenEvent.Infrastructure.Files;

/// <summary>Section <c>Storage</c>.</summary>
public sealed record StorageSettings
{
    public const string Folder = "Folder", S3 = "S3";

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

    /// <returns>Itself.</returns>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names its key.</exception>
    public StorageSettings Checked()
    {
        if (Kind is not (Folder or S3)) throw Wrong(nameof(Kind), $"is \"{Kind}\"; it is {Folder} or {S3}");
        if (!PublicUrl.StartsWith('/') && !IsWeb(PublicUrl)) throw Wrong(nameof(PublicUrl), "is neither a path nor an http address");
        if (Kind == Folder) return RequireNo((nameof(Endpoint), Endpoint), (nameof(Bucket), Bucket), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey));
        RequireNo((nameof(Directory), Directory));
        foreach (var (key, value) in ((string, string?)[])[(nameof(Endpoint), Endpoint), (nameof(Bucket), Bucket), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey), (nameof(Region), Region)])
            if (string.IsNullOrWhiteSpace(value)) throw Wrong(key, "is missing");
        if (!IsWeb(Endpoint!) || new Uri(Endpoint!).PathAndQuery != "/" || new Uri(Endpoint!).UserInfo.Length > 0) throw Wrong(nameof(Endpoint), "is not an http address of a host");
        if (Bucket!.Length is < 3 or > 63 || !Bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') || !char.IsAsciiLetterOrDigit(Bucket[0]) || !char.IsAsciiLetterOrDigit(Bucket[^1]))
            throw Wrong(nameof(Bucket), "is not a bucket's name: 3 to 63 small letters, digits, dashes and dots");
        if (TimeoutSeconds is < 1 or > 600) throw Wrong(nameof(TimeoutSeconds), "must be 1 to 600");
        return this;
    }

    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private StorageSettings RequireNo(params ReadOnlySpan<(string Key, string? Value)> others)
    {
        foreach (var (key, value) in others)
            if (!string.IsNullOrEmpty(value)) throw Wrong(key, $"is not for Storage:Kind={Kind}");
        return this;
    }

    private static InvalidOperationException Wrong(string key, string why) => new($"Storage:{key} {why}.");
}
