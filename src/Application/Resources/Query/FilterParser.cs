using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// Parses the filter grammar of flask-rest-jsonapi, within <see cref="QueryLimits"/>: docs/reference/json-api-dialect.md#filters.
/// </summary>
internal sealed class FilterParser
{
    private int _nodes;

    /// <returns>The filter, or null if it has no conditions.</returns>
    /// <exception cref="RejectedException">Malformed, with the parameter <c>filter</c>.</exception>
    public static Filter? Parse(string text)
    {
        if (text.Length > QueryLimits.FilterLength)
            throw Malformed($"The filter is longer than {QueryLimits.FilterLength} characters.");
        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            json = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Malformed("The filter is not valid JSON.");
        }

        var parser = new FilterParser();
        return json.ValueKind switch
        {
            JsonValueKind.Array => parser.ParseGroup(json, 0, parts => new AndFilter(parts)),
            JsonValueKind.Object => parser.ParseNode(json, 0),
            _ => throw Malformed("The filter must be an array of conditions."),
        };
    }

    public static RejectedException Malformed(string detail) => RejectedException.Malformed(detail, "filter");

    private Filter? ParseNode(JsonElement json, int depth)
    {
        if (depth > QueryLimits.FilterDepth)
            throw Malformed($"The filter is nested deeper than {QueryLimits.FilterDepth} levels.");
        if (++_nodes > QueryLimits.FilterNodes)
            throw Malformed($"The filter has more than {QueryLimits.FilterNodes} conditions.");
        if (json.ValueKind != JsonValueKind.Object)
            throw Malformed("Each condition of the filter must be an object.");
        if (json.TryGetProperty("and", out var and))
            return ParseGroup(and, depth + 1, parts => new AndFilter(parts));
        if (json.TryGetProperty("or", out var or))
            return ParseGroup(or, depth + 1, parts => new OrFilter(parts));
        if (json.TryGetProperty("not", out var not))
            return ParseNode(not, depth + 1) is { } inner ? new NotFilter(inner) : null;
        return ParseCondition(json, depth);
    }

    private Filter? ParseGroup(JsonElement json, int depth, Func<IReadOnlyList<Filter>, Filter> combine)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw Malformed("'and' and 'or' take an array of conditions.");
        var parts = json.EnumerateArray().Select(part => ParseNode(part, depth)).OfType<Filter>().ToList();
        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => combine(parts),
        };
    }

    private Filter ParseCondition(JsonElement json, int depth)
    {
        var name = ReadName(json, "name") ?? throw Malformed("A condition of the filter has no name.");
        var op = ReadName(json, "op") ?? throw Malformed($"The condition on {name} has no op.");
        op = op.Trim('_').ToLowerInvariant();
        if (op is "has" or "any")
            return ParseRelated(json, name, op, depth);
        var other = ReadName(json, "field");
        if (!json.TryGetProperty("val", out var value) && other is null)
            throw Malformed($"The condition on {name} has no val.");
        return new CompareFilter(WireNames.Normalize(name), op, value, other is null ? null : WireNames.Normalize(other));
    }

    private RelatedFilter ParseRelated(JsonElement json, string name, string op, int depth)
    {
        if (!json.TryGetProperty("val", out var value))
            throw Malformed($"The condition on {name} has no val.");
        var separator = name.IndexOf("__", StringComparison.Ordinal);
        if (separator <= 0)
            return new RelatedFilter(
                WireNames.Normalize(name),
                op,
                value.ValueKind == JsonValueKind.Array ? ParseGroup(value, depth + 1, p => new AndFilter(p)) : ParseNode(value, depth + 1)
            );
        var field = WireNames.Normalize(name[(separator + 2)..]);
        if (++_nodes > QueryLimits.FilterNodes)
            throw Malformed($"The filter has more than {QueryLimits.FilterNodes} conditions.");
        return new RelatedFilter(WireNames.Normalize(name[..separator]), op, new CompareFilter(field, "eq", value, null));
    }

    private static string? ReadName(JsonElement json, string member)
    {
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Malformed($"'{member}' must be a string.");
        try
        {
            var text = value.GetString()!;
            return text.Length is > 0 and <= 100 ? text : throw Malformed($"'{member}' must have 1 to 100 characters.");
        }
        catch (InvalidOperationException)
        {
            throw Malformed($"'{member}' is not a valid string.");
        }
    }
}
