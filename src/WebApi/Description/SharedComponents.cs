using System.Text.Json.Nodes;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Description;

/// <summary>What many operations have in common: errors, links, parameters, the ways to say who one is.</summary>
internal static class SharedComponents
{
    private static readonly (int Status, string When)[] ErrorDescriptions =
    [
        (400, "A query parameter or the body's form is wrong; `source` says where."),
        (401, "No valid token."),
        (403, "The rule that refuses is named."),
        (404, "Not there, or not for you to see."),
        (406, "The `Accept` header admits no JSON:API."),
        (409, "It contradicts what is there."),
        (412, "`If-Match` names another version; nothing was written."),
        (415, "The `Content-Type` is not JSON:API."),
        (422, "Values that are wrong: all of them, each with its pointer."),
        (429, "Too often; `Retry-After` says when again."),
    ];

    public static void AddTo(JsonObject components, JsonObject schemas)
    {
        schemas["relationship"] = JsonSchema.Object(
            ("links", JsonSchema.Object(("self", JsonSchema.String()), ("related", JsonSchema.String()))),
            ("data", new JsonObject { ["description"] = "Where it was included: `{type, id}`, a list of them, or null." })
        );
        schemas["errors"] = JsonSchema
            .Object(
                (
                    "errors",
                    JsonSchema.ArrayOf(
                        JsonSchema
                            .Object(
                                ("status", new JsonObject { ["type"] = new JsonArray("string", "integer") }),
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
                                )
                            )
                            .WithRequired("status", "detail", "source")
                    )
                ),
                ("jsonapi", JsonSchema.Object(("version", JsonSchema.String())))
            )
            .WithRequired("errors");
        schemas["error"] = JsonSchema.Object(("error", JsonSchema.String())).WithRequired("error");

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
                ["description"] = "`JWT <access_token>`, with the token that `POST /auth/session` answers.",
            },
            ["bearer"] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["bearerFormat"] = "JWT",
                ["description"] = "The same token, the other way to send it.",
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
                "Rows of a page: 20 if it is not given; 0 for all, up to a ceiling past which one has to page.",
                new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 0,
                    ["default"] = 20,
                }
            ),
            ["page-number"] = Query(
                "page[number]",
                "Counts from 1.",
                new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 1,
                    ["default"] = 1,
                }
            ),
            ["get-trashed"] = Query("get_trashed", "`true`: staff see deleted rows too.", new JsonObject { ["type"] = "boolean" }),
            ["permanent"] = Query("permanent", "`true`: staff remove the row for good.", new JsonObject { ["type"] = "boolean" }),
            ["if-none-match"] = Header("If-None-Match", "An `ETag` that is known already: 304 where it is still the one."),
            ["if-match"] = Header(
                "If-Match",
                "The `ETag` that the change is based on: 412, and nothing is written, where there is a newer one."
            ),
            ["idempotency-key"] = Header(
                "Idempotency-Key",
                "Makes it safe to send again: the same key and body give the same answer for 24 hours, and have their effect once."
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
