using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Description;

/// <summary>The JSON Schemas of each declared resource: as it is answered, and as its creation and its change are asked for.</summary>
internal sealed class ResourceSchemas(JsonObject schemas, IDictionary<Resource, ResourceSchemas.Terms> terms) : IResourceVisitor
{
    /// <summary>The names that queries over a type may use.</summary>
    internal sealed record Terms(IReadOnlyList<string> Fields, IReadOnlyList<string> Relationships);

    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        terms[resource] = new Terms(
            [.. resource.Fields.Where(f => f is { IsStored: true, IsFilterable: true, IsPrivate: false }).Select(f => f.Name)],
            [.. resource.Relationships.Where(r => r.TargetResource is not null).Select(r => r.Name)]
        );
        schemas[resource.Type] = Answered(resource);
        if (resource.CanCreate)
            schemas[$"{resource.Type}-create"] = Asked(resource, isNew: true);
        if (resource.CanUpdate)
            schemas[$"{resource.Type}-update"] = Asked(resource, isNew: false);
    }

    private static JsonObject Answered<T>(Resource<T> resource)
        where T : Entity
    {
        var relationships = new JsonObject();
        foreach (var relationship in resource.Relationships)
            relationships[relationship.Name] = Schema.Ref("relationship");
        return Schema
            .Object(
                ("type", Schema.Word(resource.Type)),
                ("id", Schema.String()),
                ("attributes", Attributes(resource.Fields.Where(f => !f.IsWriteOnly), requiring: _ => false)),
                ("relationships", Schema.Object([.. relationships.Select(r => (r.Key, r.Value!.DeepClone()))])),
                ("links", Schema.Object(("self", Schema.String())))
            )
            .Requiring("type", "id");
    }

    private static JsonObject Asked<T>(Resource<T> resource, bool isNew)
        where T : Entity
    {
        var attributes = Attributes(resource.Fields.Where(f => !f.IsReadOnly && (isNew || f.IsStored || f.IsWriteOnly)), requiring: f =>
            isNew && f.IsRequired
        );
        var links = resource.Relationships.Where(r => !r.IsReadOnly && r.TargetResource is not null && (isNew || !r.IsFixed)).ToList();
        var relationships = Schema
            .Object([.. links.Select(r => (r.Name, (JsonNode)Schema.Object(("data", Schema.Linkage(r))).Requiring("data")))])
            .Requiring([.. links.Where(r => isNew && r.IsRequired).Select(r => r.Name)]);
        var data = isNew
            ? Schema
                .Object(("type", Schema.Word(resource.Type)), ("attributes", attributes), ("relationships", relationships))
                .Requiring("type")
            : Schema
                .Object(
                    ("type", Schema.Word(resource.Type)),
                    ("id", Schema.String()),
                    ("attributes", attributes),
                    ("relationships", relationships)
                )
                .Requiring("type", "id");
        return Schema.Object(("data", data)).Requiring("data");
    }

    private static JsonObject Attributes<T>(IEnumerable<Field<T>> fields, Func<Field<T>, bool> requiring)
    {
        var list = fields.ToList();
        return Schema
            .Object([.. list.Select(f => (f.Name, (JsonNode)Attribute(f)))])
            .Requiring([.. list.Where(requiring).Select(f => f.Name)]);
    }

    private static JsonObject Attribute<T>(Field<T> field)
    {
        var (type, format) = field.Schema;
        // A jsonb column takes any JSON value, so it has no type.
        var schema = new JsonObject();
        if (!field.IsJson)
            schema["type"] = field.IsNullable ? new JsonArray(type, "null") : type;
        if (format is not null)
            schema["format"] = format;
        if (field.Words is { } words)
            schema["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w), .. field.IsNullable ? new JsonNode?[] { null } : []]);
        else if ((Nullable.GetUnderlyingType(field.ValueType) ?? field.ValueType) is { IsEnum: true } kind)
            schema["enum"] = new JsonArray([
                .. Enum.GetNames(kind).Select(n => (JsonNode)Names.Dashed(n).Replace('-', '_')),
                .. field.IsNullable ? new JsonNode?[] { null } : [],
            ]);
        if (field.IsReadOnly)
            schema["readOnly"] = true;
        if (field.IsWriteOnly)
            schema["writeOnly"] = true;
        if (field.IsPrivate)
            schema["description"] = "Shown to those who may see it only.";
        return schema;
    }
}
