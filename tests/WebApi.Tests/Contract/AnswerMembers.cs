using System.Text.Json;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>Compares an answer with what the client reads of it: the kind of its data, members, and included rows.</summary>
internal static class AnswerMembers
{
    /// <param name="seesAll">Nothing is hidden from the caller, so all included rows are expected.</param>
    /// <returns>What the client misses; null: nothing.</returns>
    public static string? FindMissing(ClientRequest request, ApiResponse answer, bool seesAll)
    {
        if (answer.Bytes.Length == 0 || answer.ContentHeaders.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) != true)
            return null;
        return FindWrongKind(request, answer.Json)
            ?? request.AnswerKeys.FirstOrDefault(key => (seesAll || !IsOfRows(key)) && !Has([answer.Json], key.Split('.')))
            ?? (seesAll ? request.IncludedPaths : [])
                .Select(path => FindNotIncluded(answer.Json, path))
                .FirstOrDefault(missing => missing is not null);
    }

    /// <summary>Whether the member is one of rows, of which the caller may see few.</summary>
    private static bool IsOfRows(string key) => key.Contains("[]", StringComparison.Ordinal);

    private static string? FindWrongKind(ClientRequest request, JsonElement document)
    {
        if (request is not { Method: "GET", Answer: { } expected })
            return null;
        var kind = Member(document, "data")?.ValueKind ?? JsonValueKind.Undefined;
        return (expected, kind) switch
        {
            ("collection", not JsonValueKind.Array) => "an array in data",
            ("resource", not (JsonValueKind.Object or JsonValueKind.Null)) => "an object in data",
            _ => null,
        };
    }

    /// <summary>
    /// Whether one of the values has the members. After <c>[]</c> one element of the array has them; an empty array has no element to read.
    /// <c>*</c> is any member.
    /// </summary>
    private static bool Has(IReadOnlyList<JsonElement> values, ReadOnlySpan<string> names)
    {
        if (names.Length == 0)
            return values.Count > 0;
        var (name, isArray) = names[0].EndsWith("[]", StringComparison.Ordinal) ? (names[0][..^2], true) : (names[0], false);
        if (name == "*")
            return values.Any(value => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any());
        List<JsonElement> found = [.. values.Select(value => name.Length == 0 ? value : Member(value, name)).OfType<JsonElement>()];
        if (!isArray)
            return Has(found, names[1..]);
        if (found.Count == 0 || found.Any(value => value.ValueKind != JsonValueKind.Array))
            return false;
        List<JsonElement> elements = [.. found.SelectMany(value => value.EnumerateArray())];
        return elements.Count == 0 || Has(elements, names[1..]);
    }

    /// <summary>Each row on the path has the relationship with its linkage, and the linked rows are in the document.</summary>
    private static string? FindNotIncluded(JsonElement document, string path)
    {
        var included = Elements(Member(document, "included")).ToList();
        var rows = Elements(Member(document, "data")).ToList();
        var known = rows.Concat(included).ToLookup(Identify);
        foreach (var name in path.Replace('_', '-').Split('.'))
        {
            var links = rows.ConvertAll(row => Member(Member(Member(row, "relationships"), name), "data"));
            if (links.Any(link => link is null))
                return $"the linkage of {name} of include={path}";
            var identifiers = links.SelectMany(link => Elements(link)).Select(Identify).Distinct().ToList();
            if (identifiers.Find(identifier => !known.Contains(identifier)) is { Type: not null } missing)
                return $"{missing.Type} {missing.Id} of include={path}";
            rows = identifiers.ConvertAll(identifier => known[identifier].First());
        }

        return null;
    }

    private static (string? Type, string? Id) Identify(JsonElement row) =>
        (Member(row, "type")?.GetString(), Member(row, "id")?.ToString());

    private static IEnumerable<JsonElement> Elements(JsonElement? value) =>
        value switch
        {
            { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
            { ValueKind: JsonValueKind.Object } one => [one],
            _ => [],
        };

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) ? value : null;
}
