using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;

namespace OpenEvent.WebApi.Description;

/// <summary>One route outside JSON:API, described from what was said where it is mapped.</summary>
internal static class NamedOperation
{
    public static JsonObject Describe(RouteEndpoint endpoint, string method)
    {
        var said = endpoint.Metadata.GetMetadata<Described>();
        var tag = endpoint.Metadata.GetMetadata<ITagsMetadata>() is { Tags: [var first, ..] } ? first : "Server";
        var operation = new JsonObject { ["tags"] = new JsonArray(tag), ["summary"] = said?.Summary ?? endpoint.RoutePattern.RawText };
        var parameters = (said?.Query ?? []).Select(name => (JsonNode)SharedParts.Query(name, "", Schema.String())).ToList();
        if (method is not "GET")
            parameters.Add(SharedParts.Parameter("idempotency-key"));
        operation["parameters"] = new JsonArray([.. parameters]);
        if (said?.Body is { } body)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = ExampleSchema.ContentOf(body) },
            };
        operation["responses"] = new JsonObject { ["200"] = Answer(said), ["default"] = Refusal() };
        return operation;
    }

    private static JsonObject Answer(Described? said)
    {
        var content =
            said?.Answer is { } example ? ExampleSchema.ContentOf(example)
            : said?.Type is null or "application/json" ? new JsonObject { ["schema"] = new JsonObject() }
            : new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["type"] = "string",
                    ["format"] = said.Type.StartsWith("text/", StringComparison.Ordinal) ? null : "binary",
                },
            };
        return new JsonObject
        {
            ["description"] = "Done.",
            ["content"] = new JsonObject { [said?.Type ?? "application/json"] = content },
        };
    }

    private static JsonObject Refusal() =>
        new()
        {
            ["description"] = "Refused: why, as a document of errors, or as `{\"error\": …}` where the token or the sign-in is at fault.",
            ["content"] = new JsonObject
            {
                [JsonApi.MediaType.JsonApi] = new JsonObject { ["schema"] = Schema.Ref("errors") },
                ["application/json"] = new JsonObject { ["schema"] = Schema.Ref("error") },
            },
        };
}
