using System.Buffers;
using System.Security.Cryptography;

namespace OpenEvent.Application.Common;

/// <summary>Stores files under paths that cannot be guessed, and finds the path of a URL of this server.</summary>
internal sealed class StoredFiles(IFileStore files, IPublicUrl publicUrl)
{
    /// <summary>The folder of pictures.</summary>
    public const string Images = "images/";

    /// <summary>The folder of uploaded files. The server sends them as attachments: no browser shows or runs them.</summary>
    public const string Uploads = "uploads/";

    /// <summary>The folder of tickets and invoices.</summary>
    public const string Tickets = "tickets/";

    /// <summary>The folder of results of exports.</summary>
    public const string Exports = "exports/";

    /// <summary>The folder of archives that are imported.</summary>
    public const string Imports = "imports/";

    /// <summary>The characters that end a URL in JSON and in HTML.</summary>
    private static readonly SearchValues<char> UrlEnds = SearchValues.Create("\"'<> \\\t\r\n?#");

    /// <summary>A new path: the folder, 32 random hexadecimal digits, and the name.</summary>
    public static string CreatePath(string folder, string name) =>
        $"{folder}{RandomNumberGenerator.GetHexString(32, lowercase: true)}/{name}";

    /// <summary>Whether the file is for its owner only, and not served under its URL.</summary>
    public static bool IsPrivate(string path) =>
        path.StartsWith(Exports, StringComparison.Ordinal) || path.StartsWith(Imports, StringComparison.Ordinal);

    /// <returns>The absolute URL.</returns>
    public async Task<string> SaveAsync(string path, byte[] content, string contentType, CancellationToken ct) =>
        publicUrl.ToAbsolute(await files.SaveAsync(path, new MemoryStream(content, writable: false), contentType, ct));

    /// <summary>The paths of the files of these folders whose URLs are in a text, e.g. in a list of links.</summary>
    public IEnumerable<string> FindPathsIn(string text, params IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            var prefix = files.GetUrl(folder);
            for (
                var at = text.IndexOf(prefix, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(prefix, at + 1, StringComparison.Ordinal)
            )
            {
                var name = text[(at + prefix.Length)..];
                var end = name.AsSpan().IndexOfAny(UrlEnds);
                var path = folder + (end < 0 ? name : name[..end]);
                if (files.IsValidPath(path))
                    yield return path;
            }
        }
    }

    /// <summary>The path of a file of one of these folders; null for any other URL.</summary>
    public string? FindPath(string url, params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        foreach (var prefix in new[] { files.GetUrl(folder), publicUrl.ToAbsolute(files.GetUrl(folder)) })
            if (url.StartsWith(prefix, StringComparison.Ordinal) && files.IsValidPath(folder + url[prefix.Length..]))
                return folder + url[prefix.Length..];
        return null;
    }
}
