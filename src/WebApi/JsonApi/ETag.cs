using System.IO.Hashing;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// ETags: the hash of the document, and for one resource its row's version before it, so that a tag from any view of a row
/// (with or without <c>include</c>) is good for <c>If-Match</c>.
/// </summary>
internal static class ETag
{
    public static string For(ReadOnlySpan<byte> document, Entity? row)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(document, hash);
        return row is null
            ? $"\"{Convert.ToHexStringLower(hash)}\""
            : $"\"{Precondition.VersionTagOf(row)}-{Convert.ToHexStringLower(hash)}\"";
    }

    /// <summary>Whether the client has this very document (<c>If-None-Match</c>, weak comparison).</summary>
    public static bool IsCurrent(HttpRequest request, string tag)
    {
        foreach (var header in request.Headers.IfNoneMatch)
        foreach (var candidate in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            if (candidate == "*" || Unquote(candidate) == tag.Trim('"'))
                return true;
        return false;
    }

    /// <summary>Reads <c>If-Match</c> into the versions that the client accepts.</summary>
    public static void ReadPrecondition(HttpRequest request, Precondition precondition)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return;
        var tags = header
            .SelectMany(h => (h ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        if (!tags.Contains("*"))
            precondition.Versions = tags.ConvertAll(t => Unquote(t).Split('-')[0]);
    }

    private static string Unquote(string tag) => (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"');
}
