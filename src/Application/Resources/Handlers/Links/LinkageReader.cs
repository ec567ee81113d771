using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Reads resource linkage: <c>null</c>, one resource identifier or an array of them
/// (https://jsonapi.org/format/1.0/#document-resource-object-linkage).
/// </summary>
internal static class LinkageReader
{
    /// <returns>The ids, or null if the linkage is invalid. The errors are added to <paramref name="problems"/>.</returns>
    public static IReadOnlyList<long>? Read(JsonElement linkage, Relationship relationship, string pointer, List<Problem> problems)
    {
        var before = problems.Count;
        List<long> ids = [];
        if (relationship.IsToMany)
        {
            if (linkage.ValueKind != JsonValueKind.Array)
                problems.Add(new Problem("Relationship is list-like.", pointer, Title: "Validation error"));
            else
            {
                if (linkage.GetArrayLength() > Query.QueryLimits.ListValues)
                    problems.Add(new Problem($"At most {Query.QueryLimits.ListValues} resource identifiers are allowed.", pointer));
                else
                    foreach (var (identifier, i) in linkage.EnumerateArray().Select((x, i) => (x, i)))
                        ReadOne(identifier, relationship, $"{pointer}/{i}", ids, problems);
            }
        }
        else if (linkage.ValueKind != JsonValueKind.Null)
            ReadOne(linkage, relationship, pointer, ids, problems);

        return problems.Count == before ? ids.Distinct().ToList() : null;
    }

    private static void ReadOne(JsonElement identifier, Relationship relationship, string pointer, List<long> ids, List<Problem> problems)
    {
        if (identifier.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem("Not a valid resource identifier.", pointer, Title: "Validation error"));
            return;
        }

        var type = ReadMember(identifier, "type");
        if (relationship.TargetResource is { } target && (type is null || WireNames.Normalize(type) != WireNames.Normalize(target.Type)))
            problems.Add(new Problem($"Invalid `type` specified. Expected \"{target.Type}\".", $"{pointer}/type", Title: "Incorrect type"));
        var id = ReadMember(identifier, "id");
        if (id is null || id.Length > 18 || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            problems.Add(new Problem("Must have an `id` field that is the id of a resource.", $"{pointer}/id", Title: "Validation error"));
        else
            ids.Add(number);
    }

    private static string? ReadMember(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
