using System.Globalization;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using SortKey = OpenEvent.Application.Resources.Query.SortKey;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Parses a query string. Unknown parameters are ignored. An invalid value is rejected with 400 and the name of the parameter.
/// </summary>
internal static class QueryStringParser
{
    /// <summary>
    /// The maximum size of a request line in bytes. The longest filter fits in it, percent-encoded, so that a filter that is too long gets
    /// an error that names the filter.
    /// </summary>
    public const int MaxRequestLineBytes = 32 * 1024;

    public static ResourceQuery Parse(HttpRequest request, bool isList, int maxRows)
    {
        if (!request.QueryString.HasValue)
            return ResourceQuery.Default;
        var query = new ResourceQuery();
        var fields = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (key, values) in request.Query)
        {
            var value = values.ToString();
            query = key switch
            {
                "sort" => isList ? query with { Sort = ParseSort(value) } : query,
                "include" => query with { Include = ParseInclude(value) },
                "filter" => isList && value.Length > 0 ? query with { Filter = FilterParser.Parse(value) } : query,
                "page[size]" => isList ? query with { PageSize = ParseNumber(key, value, 0, maxRows) } : query,
                "page[number]" => isList ? query with { PageNumber = ParseNumber(key, value, 1, int.MaxValue) } : query,
                "get_trashed" => query with { IncludesTrashed = value == "true" },
                "permanent" => query with { IsPermanent = value == "true" },
                _ when key.StartsWith("page[", StringComparison.Ordinal) => throw RejectedException.Malformed(
                    $"Unknown paging parameter {key}. Use page[size] and page[number].",
                    key
                ),
                _ => query,
            };
            if (key.StartsWith("fields[", StringComparison.Ordinal) && key.EndsWith(']'))
                fields[key[7..^1].Replace('_', '-')] = Split(value);
        }

        return fields.Count == 0 ? query : query with { Fields = fields };
    }

    private static int ParseNumber(string key, string value, int least, int most)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        throw RejectedException.Malformed(
            key == "page[size]"
                ? $"{key} must be a number from 0 (all) to {most}. Page through longer lists."
                : $"{key} must be a number, at least {least}.",
            key
        );
    }

    private static List<SortKey> ParseSort(string value)
    {
        var names = Split(value);
        if (names.Count > QueryLimits.SortKeys)
            throw RejectedException.Malformed($"At most {QueryLimits.SortKeys} sort keys are allowed.", "sort");
        return names.ConvertAll(name =>
        {
            var descending = name.StartsWith('-');
            var parts = name.TrimStart('-', '+').Replace('_', '-').Split('.');
            return parts.Length switch
            {
                1 => new SortKey(null, parts[0], descending),
                2 => new SortKey(parts[0], parts[1], descending),
                _ => throw RejectedException.Malformed("A sort key has at most one relationship: sort=relationship.field.", "sort"),
            };
        });
    }

    private static IncludeNode ParseInclude(string value)
    {
        var root = new IncludeNode();
        var paths = Split(value);
        if (paths.Count > QueryLimits.IncludePaths)
            throw RejectedException.Malformed($"At most {QueryLimits.IncludePaths} include paths are allowed.", "include");
        foreach (var path in paths)
        {
            var parts = path.Replace('_', '-').Split('.');
            if (parts.Length > QueryLimits.IncludeDepth)
                throw RejectedException.Malformed($"An include path has at most {QueryLimits.IncludeDepth} segments.", "include");
            var node = root;
            foreach (var part in parts)
            {
                if (!node.Children.TryGetValue(part, out var child))
                    node.Children[part] = child = new IncludeNode();
                node = child;
            }
        }

        return root;
    }

    private static List<string> Split(string value) =>
        [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
