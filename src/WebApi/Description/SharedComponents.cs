using System.Text.Json.Nodes;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Description;

/// <summary>What many operations share: errors, links, parameters and security schemes.</summary>
internal static class SharedComponents
{
    private static readonly (int Status, string When)[] ErrorDescriptions =
    [
        (400, "A query parameter is wrong or the body is malformed. `source` names the place."),
        (401, "The access token is missing or invalid."),
        (403, "The user may not do this. `detail` names the reason."),
        (404, "The resource does not exist, or the user may not see it."),
        (406, "The `Accept` header does not allow JSON:API."),
        (409, "The request conflicts with the current state."),
        (412, "The resource does not have the `ETag` of `If-Match`. Nothing was written."),
        (415, "The `Content-Type` is not JSON:API."),
        (422, "Values are wrong. There is one error for each, with its pointer."),
        (429, "Too many requests. `Retry-After` says when to try again."),
    ];

    public static void AddTo(JsonObject components, JsonObject schemas)
    {
        schemas["relationship"] = JsonSchema.Object(
            ("links", JsonSchema.Object(("self", JsonSchema.String()), ("related", JsonSchema.String()))),
            ("data", new JsonObject { ["description"] = "Only if the relationship was included: `{type, id}`, a list of them, or null." })
        );
        schemas["errors"] = JsonSchema
            .Object(
                (
                    "errors",
                    JsonSchema.ArrayOf(
                        JsonSchema
                            .Object(
                                ("status", new JsonObject { ["type"] = new JsonArray("string", "integer") }),
                                ("code", JsonSchema.String()),
                                ("title", JsonSchema.String()),
                                ("detail", JsonSchema.String()),
                                (
                                    "source",
                                    JsonSchema.Object(
                                        ("pointer", JsonSchema.String()),
                                        ("parameter", JsonSchema.String()),
                                        ("code", JsonSchema.String()),
                                        ("id", JsonSchema.String())
                                    )
                                ),
                                ("meta", JsonSchema.Object(("policy", JsonSchema.String()), ("rule", JsonSchema.String())))
                            )
                            .WithRequired("status", "detail", "source")
                    )
                ),
                ("jsonapi", JsonSchema.Object(("version", JsonSchema.String())))
            )
            .WithRequired("errors");
        schemas["error"] = JsonSchema.Object(("error", JsonSchema.String()), ("code", JsonSchema.String())).WithRequired("error");

        var responses = new JsonObject();
        foreach (var (status, description) in ErrorDescriptions)
            responses[$"{status}"] = new JsonObject
            {
                ["description"] = description,
                ["content"] = new JsonObject { [MediaType.JsonApi] = new JsonObject { ["schema"] = JsonSchema.Ref("errors") } },
            };
        components["responses"] = responses;
        components["parameters"] = Parameters();
        components["securitySchemes"] = new JsonObject
        {
            ["jwt"] = new JsonObject
            {
                ["type"] = "apiKey",
                ["in"] = "header",
                ["name"] = "Authorization",
                ["description"] = "`JWT <access_token>`, with the token that `POST /auth/session` returns.",
            },
            ["bearer"] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["description"] = "The same token as a bearer token, or an access token of a program: `oe_pat_…`.",
            },
        };
    }

    public static JsonObject Parameter(string name) => new() { ["$ref"] = $"#/components/parameters/{name}" };

    public static JsonObject ErrorResponse(int status) => new() { ["$ref"] = $"#/components/responses/{status}" };

    private static JsonObject Parameters() =>
        new()
        {
            ["page-size"] = Query(
                "page[size]",
                "Rows per page. 0 returns all rows, or fails if there are more than the server's maximum.",
                new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 0,
                    ["default"] = 20,
                }
            ),
            ["page-number"] = Query(
                "page[number]",
                "The page, from 1.",
                new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 1,
                    ["default"] = 1,
                }
            ),
            ["get-trashed"] = Query("get_trashed", "`true` includes deleted rows. For staff.", new JsonObject { ["type"] = "boolean" }),
            ["permanent"] = Query("permanent", "`true` deletes the row permanently. For staff.", new JsonObject { ["type"] = "boolean" }),
            ["if-none-match"] = Header("If-None-Match", "A known `ETag`. The response is 304 if the resource still has it."),
            ["if-match"] = Header(
                "If-Match",
                "The `ETag` that the change is based on. The response is 412, and nothing is written, if the resource has another one."
            ),
            ["idempotency-key"] = Header(
                "Idempotency-Key",
                "Makes a request safe to repeat: for 24 hours, the same key and body return the same response without a second effect."
            ),
        };

    public static JsonObject Query(string name, string description, JsonObject schema) =>
        new()
        {
            ["name"] = name,
            ["in"] = "query",
            ["description"] = description,
            ["schema"] = schema,
        };

    private static JsonObject Header(string name, string description) =>
        new()
        {
            ["name"] = name,
            ["in"] = "header",
            ["description"] = description,
            ["schema"] = JsonSchema.String(),
        };
}
