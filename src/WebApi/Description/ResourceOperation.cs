using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Description;

/// <summary>One generated route, described from what its resource declares.</summary>
internal sealed class ResourceOperation(Surface surface, IReadOnlyDictionary<Resource, ResourceSchemas.Terms> terms)
{
    private Resource Owner => surface.Resource;

    /// <summary>The type of the rows in the answer.</summary>
    private Resource? Shown => surface.Verb == "related" ? surface.Relationship!.TargetResource : Owner;

    private bool IsList => surface.Verb == "list" || (surface.Verb == "related" && surface.Relationship!.IsToMany);

    private bool IsWrite => surface.Verb is not ("list" or "get" or "related" or "linkage");

    public JsonObject Describe()
    {
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(Owner.Type),
            ["summary"] = Summary(),
            ["parameters"] = new JsonArray([.. Parameters()]),
        };
        if (Body() is { } body)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [MediaType.JsonApi] = new JsonObject { ["schema"] = body } },
            };
        operation["responses"] = Responses();
        return operation;
    }

    private string Summary() =>
        (surface.Verb, surface.Relationship?.Name) switch
        {
            ("list", _) => $"Lists {Owner.Path}",
            ("create", _) => $"Creates one of the {Owner.Path}",
            ("get", _) => $"Gets one of the {Owner.Path}",
            ("update", _) => $"Changes one of the {Owner.Path}",
            ("delete", _) => $"Deletes one of the {Owner.Path}",
            ("related", var name) => IsList ? $"Lists its {name}" : $"Gets its {name}",
            ("linkage", var name) => $"Says which {name} it is linked to",
            ("replace", var name) => $"Sets its {name}",
            ("add", var name) => $"Adds to its {name}",
            (_, var name) => $"Takes away from its {name}",
        };

    private IEnumerable<JsonNode> Parameters()
    {
        if (IsWrite)
            yield return SharedParts.Parameter("idempotency-key");
        else
            yield return SharedParts.Parameter("if-none-match");
        if (IsWrite && surface.Verb != "create")
            yield return SharedParts.Parameter("if-match");
        if (surface.Verb == "delete" && Owner.IsSoftDeleted)
            yield return SharedParts.Parameter("permanent");
        if (surface.Verb is "linkage" or "replace" or "add" or "remove" or "delete" || Shown is null)
            yield break;
        var names = terms[Shown];
        if (names.Relationships.Count > 0)
            yield return SharedParts.Query(
                "include",
                $"Sends these along, comma-separated, with dots for what is further away. From here: {List(names.Relationships)}.",
                Schema.String()
            );
        yield return SharedParts.Query(
            $"fields[{Shown.Type}]",
            "Only these attributes and relationships, comma-separated; the same with any other type that is included.",
            Schema.String()
        );
        if (Shown.IsSoftDeleted)
            yield return SharedParts.Parameter("get-trashed");
        if (!IsList)
            yield break;
        yield return SharedParts.Query(
            "sort",
            $"Comma-separated, `-` before a name for descending: {List(names.Fields)}, or `relationship.name` of one relationship.",
            Schema.String()
        );
        yield return SharedParts.Query(
            "filter",
            $"A JSON array of conditions, e.g. `[{{\"name\":\"{(names.Fields is [var first, ..] ? first : "id")}\",\"op\":\"eq\",\"val\":\"…\"}}]`; `and`, `or`, `not`, `has` and `any` combine them. Names: {List(names.Fields)}.",
            Schema.String()
        );
        yield return SharedParts.Parameter("page-size");
        yield return SharedParts.Parameter("page-number");
    }

    private JsonObject? Body() =>
        surface.Verb switch
        {
            "create" => Schema.Ref($"{Owner.Type}-create"),
            "update" => Schema.Ref($"{Owner.Type}-update"),
            "replace" or "add" or "remove" => Schema.Object(("data", Schema.Linkage(surface.Relationship!))).Requiring("data"),
            _ => null,
        };

    private JsonObject Responses()
    {
        var responses = new JsonObject { [surface.Verb == "create" ? "201" : "200"] = Answer() };
        if (surface.Verb is "replace" or "add" or "remove")
            responses["204"] = new JsonObject { ["description"] = "It was so already." };
        if (!IsWrite)
            responses["304"] = new JsonObject { ["description"] = "Unchanged since the `ETag` of `If-None-Match`." };
        int[] errors =
        [
            400,
            401,
            403,
            .. surface.Verb is "list" or "create" ? Array.Empty<int>() : [404],
            406,
            .. IsWrite ? [409, 415, 422] : Array.Empty<int>(),
            .. IsWrite && surface.Verb != "create" ? [412] : Array.Empty<int>(),
        ];
        foreach (var status in errors.Order())
            responses[$"{status}"] = SharedParts.Error(status);
        return responses;
    }

    private JsonObject Answer()
    {
        var document = surface.Verb switch
        {
            "linkage" => Schema.Object(("data", Schema.Linkage(surface.Relationship!)), ("links", new JsonObject { ["type"] = "object" })),
            "delete" => Schema.Object(("meta", Schema.Object(("message", Schema.String())))),
            _ when IsList => Schema
                .Object(
                    ("data", Schema.ArrayOf(Row())),
                    ("included", Schema.ArrayOf(new JsonObject { ["type"] = "object" })),
                    ("links", new JsonObject { ["type"] = "object" }),
                    ("meta", Schema.Object(("count", new JsonObject { ["type"] = "integer" })))
                )
                .Requiring("data"),
            _ => Schema
                .Object(
                    ("data", Row()),
                    ("included", Schema.ArrayOf(new JsonObject { ["type"] = "object" })),
                    ("links", new JsonObject { ["type"] = "object" })
                )
                .Requiring("data"),
        };
        var headers = new JsonObject { ["ETag"] = new JsonObject { ["schema"] = Schema.String() } };
        if (surface.Verb == "create")
            headers["Location"] = new JsonObject { ["schema"] = Schema.String() };
        return new JsonObject
        {
            ["description"] = Summary() + ".",
            ["headers"] = headers,
            ["content"] = new JsonObject { [MediaType.JsonApi] = new JsonObject { ["schema"] = document } },
        };
    }

    private JsonObject Row() => Shown is null ? new JsonObject { ["type"] = "object" } : Schema.Ref(Shown.Type);

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Select(n => $"`{n}`"));
}
