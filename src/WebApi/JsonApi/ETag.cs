using System.IO.Hashing;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// ETags: the hash of the document. The tag of a single resource starts with the version of its row, so that the tag of any representation
/// of the row (e.g. with <c>include</c>) is valid in <c>If-Match</c>: docs/reference/json-api-dialect.md#etags.
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

    /// <summary>Whether the client already has this document (<c>If-None-Match</c>, weak comparison, RFC 9110 §13.1.2).</summary>
    public static bool IsCurrent(HttpRequest request, string tag)
    {
        foreach (var header in request.Headers.IfNoneMatch)
        foreach (var candidate in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            if (candidate == "*" || Unquote(candidate) == tag.Trim('"'))
                return true;
        return false;
    }

    /// <summary>Reads the row versions in <c>If-Match</c>.</summary>
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
