using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Reads the filter grammar of flask-rest-jsonapi (<c>spec/openevent/behaviours.md</c> §10), within <see cref="Limits"/>.</summary>
internal sealed class FilterParser
{
    private int _nodes;

    /// <returns>null where the filter restricts nothing.</returns>
    /// <exception cref="Refused">Malformed, naming the parameter.</exception>
    public static Filter? Parse(string text)
    {
        if (text.Length > Limits.FilterLength)
            throw Wrong($"The filter is longer than {Limits.FilterLength} characters.");
        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            json = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Wrong("The filter is not valid JSON.");
        }

        var parser = new FilterParser();
        return json.ValueKind switch
        {
            JsonValueKind.Array => parser.Group(json, 0, parts => new And(parts)),
            JsonValueKind.Object => parser.Node(json, 0),
            _ => throw Wrong("The filter must be an array of conditions."),
        };
    }

    public static Refused Wrong(string detail) => Refused.Malformed(detail, "filter");

    private Filter? Node(JsonElement json, int depth)
    {
        if (depth > Limits.FilterDepth)
            throw Wrong($"The filter is nested deeper than {Limits.FilterDepth} levels.");
        if (++_nodes > Limits.FilterNodes)
            throw Wrong($"The filter has more than {Limits.FilterNodes} conditions.");
        if (json.ValueKind != JsonValueKind.Object)
            throw Wrong("Each condition of the filter must be an object.");
        if (json.TryGetProperty("and", out var and))
            return Group(and, depth + 1, parts => new And(parts));
        if (json.TryGetProperty("or", out var or))
            return Group(or, depth + 1, parts => new Or(parts));
        if (json.TryGetProperty("not", out var not))
            return Node(not, depth + 1) is { } inner ? new Not(inner) : null;
        return Leaf(json, depth);
    }

    private Filter? Group(JsonElement json, int depth, Func<IReadOnlyList<Filter>, Filter> make)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw Wrong("'and' and 'or' take an array of conditions.");
        var parts = json.EnumerateArray().Select(part => Node(part, depth)).OfType<Filter>().ToList();
        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => make(parts),
        };
    }

    private Filter Leaf(JsonElement json, int depth)
    {
        var name = Name(json, "name") ?? throw Wrong("A condition of the filter lacks its name.");
        var op = Name(json, "op") ?? throw Wrong($"The condition on {name} lacks its op.");
        op = op.Trim('_').ToLowerInvariant();
        if (op is "has" or "any")
            return Linked(json, name, op, depth);
        var other = Name(json, "field");
        if (!json.TryGetProperty("val", out var value) && other is null)
            throw Wrong($"The condition on {name} lacks its val.");
        return new Compare(Names.Normal(name), op, value, other is null ? null : Names.Normal(other));
    }

    private Has Linked(JsonElement json, string name, string op, int depth)
    {
        if (!json.TryGetProperty("val", out var value))
            throw Wrong($"The condition on {name} lacks its val.");
        var short_ = name.IndexOf("__", StringComparison.Ordinal);
        if (short_ <= 0)
            return new Has(
                Names.Normal(name),
                op,
                value.ValueKind == JsonValueKind.Array ? Group(value, depth + 1, p => new And(p)) : Node(value, depth + 1)
            );
        var field = Names.Normal(name[(short_ + 2)..]);
        if (++_nodes > Limits.FilterNodes)
            throw Wrong($"The filter has more than {Limits.FilterNodes} conditions.");
        return new Has(Names.Normal(name[..short_]), op, new Compare(field, "eq", value, null));
    }

    private static string? Name(JsonElement json, string member)
    {
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong($"'{member}' must be a text.");
        try
        {
            var text = value.GetString()!;
            return text.Length is > 0 and <= 100 ? text : throw Wrong($"'{member}' must have 1 to 100 characters.");
        }
        catch (InvalidOperationException)
        {
            throw Wrong($"'{member}' is not a valid text.");
        }
    }
}
