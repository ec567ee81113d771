using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Description;

/// <summary>The JSON Schemas of each declared resource: of responses, of create requests and of update requests.</summary>
internal sealed class ResourceSchemas(JsonObject schemas, IDictionary<Resource, ResourceSchemas.QueryNames> queryNames) : IResourceVisitor
{
    /// <summary>The names that queries of a type may use.</summary>
    internal sealed record QueryNames(IReadOnlyList<string> Fields, IReadOnlyList<string> Relationships);

    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        queryNames[resource] = new QueryNames(
            [.. resource.Fields.Where(f => f is { IsStored: true, IsFilterable: true, IsPrivate: false }).Select(f => f.Name)],
            [.. resource.Relationships.Where(r => r.TargetResource is not null).Select(r => r.Name)]
        );
        schemas[resource.Type] = ResponseSchema(resource);
        if (resource.CanCreate)
            schemas[$"{resource.Type}-create"] = RequestSchema(resource, isNew: true);
        if (resource.CanUpdate)
            schemas[$"{resource.Type}-update"] = RequestSchema(resource, isNew: false);
    }

    private static JsonObject ResponseSchema<T>(Resource<T> resource)
        where T : Entity
    {
        var relationships = new JsonObject();
        foreach (var relationship in resource.Relationships)
            relationships[relationship.Name] = JsonSchema.Ref("relationship");
        return JsonSchema
            .Object(
                ("type", JsonSchema.Constant(resource.Type)),
                ("id", JsonSchema.String()),
                ("attributes", Attributes(resource.Fields.Where(f => !f.IsWriteOnly), requiring: _ => false)),
                ("relationships", JsonSchema.Object([.. relationships.Select(r => (r.Key, r.Value!.DeepClone()))])),
                ("links", JsonSchema.Object(("self", JsonSchema.String())))
            )
            .WithRequired("type", "id");
    }

    private static JsonObject RequestSchema<T>(Resource<T> resource, bool isNew)
        where T : Entity
    {
        var attributes = Attributes(resource.Fields.Where(f => !f.IsReadOnly && (isNew || f.IsStored || f.IsWriteOnly)), requiring: f =>
            isNew && f.IsRequired
        );
        var links = resource.Relationships.Where(r => !r.IsReadOnly && r.TargetResource is not null && (isNew || !r.IsFixed)).ToList();
        var relationships = JsonSchema
            .Object([.. links.Select(r => (r.Name, (JsonNode)JsonSchema.Object(("data", JsonSchema.Linkage(r))).WithRequired("data")))])
            .WithRequired([.. links.Where(r => isNew && r.IsRequired).Select(r => r.Name)]);
        var data = isNew
            ? JsonSchema
                .Object(("type", JsonSchema.Constant(resource.Type)), ("attributes", attributes), ("relationships", relationships))
                .WithRequired("type")
            : JsonSchema
                .Object(
                    ("type", JsonSchema.Constant(resource.Type)),
                    ("id", JsonSchema.String()),
                    ("attributes", attributes),
                    ("relationships", relationships)
                )
                .WithRequired("type", "id");
        return JsonSchema.Object(("data", data)).WithRequired("data");
    }

    private static JsonObject Attributes<T>(IEnumerable<Field<T>> fields, Func<Field<T>, bool> requiring)
    {
        var list = fields.ToList();
        return JsonSchema
            .Object([.. list.Select(f => (f.Name, (JsonNode)Attribute(f)))])
            .WithRequired([.. list.Where(requiring).Select(f => f.Name)]);
    }

    private static JsonObject Member(string? type) => type is null ? [] : new JsonObject { ["type"] = new JsonArray(type, "null") };

    private static JsonObject Attribute<T>(Field<T> field)
    {
        var (type, format) = field.Schema;
        // Most jsonb columns take any JSON value, so they have no type.
        var schema = new JsonObject();
        if (field.ItemMembers is { } members)
        {
            schema["type"] = field.IsNullable ? new JsonArray("array", "null") : "array";
            schema["items"] = JsonSchema.Object([.. members.Select(m => (m.Name, (JsonNode)Member(m.Type)))]);
        }
        else if (!field.IsJson)
            schema["type"] = field.IsNullable ? new JsonArray(type, "null") : type;
        if (format is not null)
            schema["format"] = format;
        if (field.AllowedValues is { } words)
            schema["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w), .. field.IsNullable ? new JsonNode?[] { null } : []]);
        else if ((Nullable.GetUnderlyingType(field.ValueType) ?? field.ValueType) is { IsEnum: true } kind)
            schema["enum"] = new JsonArray([
                .. Enum.GetNames(kind).Select(n => (JsonNode)WireNames.ToSnakeCase(WireNames.ToKebabCase(n))),
                .. field.IsNullable ? new JsonNode?[] { null } : [],
            ]);
        if (field is { IsReadOnly: false, IsJson: false, AllowedValues: null, MaxTextLength: { } maxLength })
            schema["maxLength"] = maxLength;
        if (field.IsReadOnly)
            schema["readOnly"] = true;
        if (field.IsWriteOnly)
            schema["writeOnly"] = true;
        if (field.IsPrivate)
            schema["description"] = "Only in responses to users who may see it.";
        return schema;
    }
}
