using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>A type of the Open Event v1 API, as <c>resources.json</c> declares it.</summary>
/// <param name="Lists">The URLs that list it, with names of parameters in braces.</param>
/// <param name="Details">The URLs of one row.</param>
internal sealed record ResourceContract(
    string Type,
    IReadOnlyList<string> Lists,
    IReadOnlyList<string> Details,
    IReadOnlyList<ResourceContract.Attribute> Attributes,
    IReadOnlyList<ResourceContract.Relationship> Relationships
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <param name="Type">A JSON type, <c>url</c>, <c>email</c>, <c>datetime</c>, or <c>computed</c>: any.</param>
    internal sealed record Attribute(string Name, string Type, bool ReadOnly = false, bool WriteOnly = false);

    internal sealed record Relationship(string Name, string TargetType, string Cardinality);

    public static List<ResourceContract> ReadAll([CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<List<ResourceContract>>(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "resources.json")),
            Options
        )!;
}
