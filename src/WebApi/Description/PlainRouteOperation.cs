using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;

namespace OpenEvent.WebApi.Description;

/// <summary>One route outside JSON:API, described by its <see cref="RouteDescription"/>.</summary>
internal static class PlainRouteOperation
{
    public static JsonObject Describe(RouteEndpoint endpoint, string method)
    {
        var description = RouteDescriptions.Find(method, endpoint.RoutePattern);
        var tag = endpoint.Metadata.GetMetadata<ITagsMetadata>() is { Tags: [var first, ..] } ? first : "Server";
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(tag),
            ["summary"] = description?.Summary ?? endpoint.RoutePattern.RawText,
        };
        var parameters = (description?.Query ?? [])
            .Select(name => (JsonNode)SharedComponents.Query(name, "", JsonSchema.String()))
            .ToList();
        if (method is not "GET")
            parameters.Add(SharedComponents.Parameter("idempotency-key"));
        operation["parameters"] = new JsonArray([.. parameters]);
        if (description?.Request is { } body)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = ExampleSchema.ContentOf(body) },
            };
        operation["responses"] = new JsonObject { ["200"] = SuccessResponse(description), ["default"] = ErrorResponse() };
        return operation;
    }

    private static JsonObject SuccessResponse(RouteDescription? description)
    {
        var content =
            description?.Response is { } example ? ExampleSchema.ContentOf(example)
            : description?.ContentType is null or "application/json" ? new JsonObject { ["schema"] = new JsonObject() }
            : new JsonObject { ["schema"] = TextOrFile(description.ContentType) };
        return new JsonObject
        {
            ["description"] = "Success.",
            ["content"] = new JsonObject { [description?.ContentType ?? "application/json"] = content },
        };
    }

    private static JsonObject TextOrFile(string contentType)
    {
        var schema = JsonSchema.String();
        if (!contentType.StartsWith("text/", StringComparison.Ordinal))
            schema["format"] = "binary";
        return schema;
    }

    private static JsonObject ErrorResponse() =>
        new()
        {
            ["description"] = "An error document, or `{\"error\": …}` if the token or the credentials are wrong.",
            ["content"] = new JsonObject
            {
                [JsonApi.MediaType.JsonApi] = new JsonObject { ["schema"] = JsonSchema.Ref("errors") },
                ["application/json"] = new JsonObject { ["schema"] = JsonSchema.Ref("error") },
            },
        };
}
