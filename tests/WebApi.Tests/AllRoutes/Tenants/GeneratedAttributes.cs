using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// Valid attributes of a type from its declaration: the required ones, by their JSON type. A type whose rules want more is in
/// <see cref="SampleAttributes"/>.
/// </summary>
internal sealed class GeneratedAttributes(string marker) : IResourceVisitor
{
    private static readonly ResourceCatalog Catalog = ResourceCatalog.Scan();

    private readonly JsonObject _attributes = [];

    public static JsonObject For(string type, string marker)
    {
        var generated = new GeneratedAttributes(marker);
        Catalog.FindByTypeOrPath(type)?.Accept(generated);
        return generated._attributes;
    }

    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        foreach (var field in resource.Fields.Where(f => f is { IsRequired: true, IsReadOnly: false }))
            _attributes[field.Name] = field.AllowedValues is [var first, ..] ? first : ValueOf(field);
    }

    private JsonNode ValueOf<T>(Field<T> field) =>
        field.Schema switch
        {
            (_, "email") => $"{field.Name}-{marker}@example.org",
            (_, "date-time") => "2098-01-01T00:00:00Z",
            ("boolean", _) => true,
            ("integer" or "number", _) => 1,
            _ when field.IsUrl => $"https://example.org/{marker}",
            _ => $"{field.Name} {marker}",
        };
}
