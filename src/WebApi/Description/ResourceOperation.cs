using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Description;

/// <summary>The operation of one JSON:API route, described by the declaration of its resource.</summary>
internal sealed class ResourceOperation(ResourceRoute resourceRoute, IReadOnlyDictionary<Resource, ResourceSchemas.QueryNames> queryNames)
{
    private Resource Owner => resourceRoute.Resource;

    /// <summary>The resource of the rows in the response.</summary>
    private Resource? ResponseResource => resourceRoute.Operation == "related" ? resourceRoute.Relationship!.TargetResource : Owner;

    private bool IsList =>
        resourceRoute.Operation == "list" || (resourceRoute.Operation == "related" && resourceRoute.Relationship!.IsToMany);

    private bool IsWrite => resourceRoute.Operation is not ("list" or "get" or "related" or "linkage");

    public JsonObject Describe()
    {
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(Owner.Type),
            ["summary"] = Summary() + ".",
            ["parameters"] = new JsonArray([.. Parameters()]),
        };
        if (RequestSchema() is { } body)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [MediaType.JsonApi] = new JsonObject { ["schema"] = body } },
            };
        operation["responses"] = Responses();
        return operation;
    }

    private string Summary() =>
        (resourceRoute.Operation, resourceRoute.Relationship?.Name) switch
        {
            ("list", _) => $"Lists {Owner.Path}",
            ("create", _) => $"Creates one of the {Owner.Path}",
            ("get", _) => $"Gets one of the {Owner.Path}",
            ("update", _) => $"Updates one of the {Owner.Path}",
            ("delete", _) => $"Deletes one of the {Owner.Path}",
            ("related", var name) => IsList ? $"Lists its {name}" : $"Gets its {name}",
            ("linkage", var name) => $"Returns the ids of its {name}",
            ("replace", var name) => $"Sets its {name}",
            ("add", var name) => $"Adds to its {name}",
            (_, var name) => $"Removes from its {name}",
        };

    private IEnumerable<JsonNode> Parameters()
    {
        if (IsWrite)
            yield return SharedComponents.Parameter("idempotency-key");
        else
            yield return SharedComponents.Parameter("if-none-match");
        if (IsWrite && resourceRoute.Operation != "create")
            yield return SharedComponents.Parameter("if-match");
        if (resourceRoute.Operation == "delete" && Owner.IsSoftDeleted)
            yield return SharedComponents.Parameter("permanent");
        if (resourceRoute.Operation is "linkage" or "replace" or "add" or "remove" or "delete" || ResponseResource is null)
            yield break;
        var names = queryNames[ResponseResource];
        if (names.Relationships.Count > 0)
            yield return SharedComponents.Query(
                "include",
                $"Related rows to include: comma-separated relationships, with dots for nested ones. Here: {List(names.Relationships)}.",
                JsonSchema.String()
            );
        yield return SharedComponents.Query(
            $"fields[{ResponseResource.Type}]",
            "The attributes and relationships to return, comma-separated. Every included type has such a parameter.",
            JsonSchema.String()
        );
        if (ResponseResource.IsSoftDeleted)
            yield return SharedComponents.Parameter("get-trashed");
        if (!IsList)
            yield break;
        yield return SharedComponents.Query(
            "sort",
            $"Comma-separated, with `-` before a name for descending order: {List(names.Fields)}, or `relationship.name`.",
            JsonSchema.String()
        );
        var example = names.Fields is [var first, ..] ? first : "id";
        yield return SharedComponents.Query(
            "filter",
            $"A JSON array of conditions, e.g. `[{{\"name\":\"{example}\",\"op\":\"eq\",\"val\":\"…\"}}]`. "
                + $"`and`, `or`, `not`, `has` and `any` combine conditions. Names: {List(names.Fields)}.",
            JsonSchema.String()
        );
        yield return SharedComponents.Parameter("page-size");
        yield return SharedComponents.Parameter("page-number");
    }

    private JsonObject? RequestSchema() =>
        resourceRoute.Operation switch
        {
            "create" => JsonSchema.Ref($"{Owner.Type}-create"),
            "update" => JsonSchema.Ref($"{Owner.Type}-update"),
            "replace" or "add" or "remove" => JsonSchema
                .Object(("data", JsonSchema.Linkage(resourceRoute.Relationship!)))
                .WithRequired("data"),
            _ => null,
        };

    private JsonObject Responses()
    {
        var responses = new JsonObject { [resourceRoute.Operation == "create" ? "201" : "200"] = SuccessResponse() };
        if (resourceRoute.Operation is "replace" or "add" or "remove")
            responses["204"] = new JsonObject { ["description"] = "Nothing changed." };
        if (!IsWrite)
            responses["304"] = new JsonObject { ["description"] = "The resource still has the `ETag` of `If-None-Match`." };
        int[] errors =
        [
            400,
            401,
            403,
            .. resourceRoute.Operation is "list" or "create" ? Array.Empty<int>() : [404],
            406,
            .. IsWrite ? [409, 415, 422] : Array.Empty<int>(),
            .. IsWrite && resourceRoute.Operation != "create" ? [412] : Array.Empty<int>(),
        ];
        foreach (var status in errors.Order())
            responses[$"{status}"] = SharedComponents.ErrorResponse(status);
        return responses;
    }

    private JsonObject SuccessResponse()
    {
        var document = resourceRoute.Operation switch
        {
            "linkage" => JsonSchema.Object(
                ("data", JsonSchema.Linkage(resourceRoute.Relationship!)),
                ("links", new JsonObject { ["type"] = "object" })
            ),
            "delete" => JsonSchema.Object(("meta", JsonSchema.Object(("message", JsonSchema.String())))),
            _ when IsList => JsonSchema
                .Object(
                    ("data", JsonSchema.ArrayOf(RowSchema())),
                    ("included", JsonSchema.ArrayOf(new JsonObject { ["type"] = "object" })),
                    ("links", new JsonObject { ["type"] = "object" }),
                    ("meta", JsonSchema.Object(("count", new JsonObject { ["type"] = "integer" })))
                )
                .WithRequired("data"),
            _ => JsonSchema
                .Object(
                    ("data", RowSchema()),
                    ("included", JsonSchema.ArrayOf(new JsonObject { ["type"] = "object" })),
                    ("links", new JsonObject { ["type"] = "object" })
                )
                .WithRequired("data"),
        };
        var headers = new JsonObject { ["ETag"] = new JsonObject { ["schema"] = JsonSchema.String() } };
        if (resourceRoute.Operation == "create")
            headers["Location"] = new JsonObject { ["schema"] = JsonSchema.String() };
        return new JsonObject
        {
            ["description"] = Summary() + ".",
            ["headers"] = headers,
            ["content"] = new JsonObject { [MediaType.JsonApi] = new JsonObject { ["schema"] = document } },
        };
    }

    private JsonObject RowSchema() =>
        ResponseResource is null ? new JsonObject { ["type"] = "object" } : JsonSchema.Ref(ResponseResource.Type);

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Select(n => $"`{n}`"));
}
