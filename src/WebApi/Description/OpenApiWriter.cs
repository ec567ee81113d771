using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Endpoints;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Description;

/// <summary>
/// Generates the OpenAPI 3.1 document from the mapped routes and the resource declarations. It contains every mapped route without
/// <c>ExcludeFromDescription</c>.
/// </summary>
internal sealed class OpenApiWriter(EndpointDataSource endpoints, ResourceCatalog catalog)
{
    /// <summary>The reference page lists the summaries in a narrow column.</summary>
    private const int LongestSummary = 50;

    private const string Introduction = """
        Events, tickets and attendees as [JSON:API 1.0](https://jsonapi.org/format/1.0/) resources, and some routes outside JSON:API.

        **Authentication.** `POST /auth/session` with `{"email", "password"}` returns an `access_token`. Send it in the header
        `Authorization: JWT <access_token>`. Programs use an access token (`POST /v1/access-tokens`): `Authorization: Bearer oe_pat_…`.

        **Errors** have a stable `code`. **Limits** are told in `RateLimit`, `RateLimit-Policy` and `Retry-After`.

        **Resources.** `Accept` and `Content-Type` are `application/vnd.api+json`. Lists accept `page[size]`, `page[number]`, `sort` and
        `filter`. All requests that return resources accept `include` and `fields[type]`. Errors name the wrong value in `source.pointer` or
        `source.parameter`.

        **Idempotency and concurrency.** Every POST, PATCH and DELETE accepts an `Idempotency-Key`. Every resource has an `ETag` and accepts
        `If-Match`.
        """;

    private readonly Dictionary<Resource, ResourceSchemas.QueryNames> _queryNames = [];

    public JsonObject Write()
    {
        var schemas = new JsonObject();
        var components = new JsonObject();
        var paths = new JsonObject();
        SharedComponents.AddTo(components, schemas);
        var visitor = new ResourceSchemas(schemas, _queryNames);
        foreach (var resource in catalog.All)
            resource.Accept(visitor);
        components["schemas"] = schemas;
        var described = DocumentedEndpoints(endpoints)
            .OrderBy(e => PathOf(e.RoutePattern), StringComparer.Ordinal)
            .ThenBy(e => e.Metadata.GetMetadata<ResourceRoute>() is null)
            .ThenBy(e => e.RoutePattern.RawText, StringComparer.Ordinal);
        foreach (var endpoint in described)
            Add(paths, endpoint);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "OpenEvent",
                ["version"] = Telemetry.Version,
                ["description"] = Introduction,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            // Whether a request needs a token depends on the row. Requests without a token see public rows.
            ["security"] = Tokens(new JsonObject()),
            ["paths"] = paths,
            ["components"] = components,
            ["x-tagGroups"] = TagGroups(paths),
        };
    }

    /// <summary>The routes that the document contains.</summary>
    public static IEnumerable<RouteEndpoint> DocumentedEndpoints(EndpointDataSource endpoints) =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true });

    /// <summary>Without HEAD, which every GET route accepts. A route for any method is described as GET.</summary>
    public static IEnumerable<string> MethodsOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 } methods
            ? methods.HttpMethods.Where(m => m != HttpMethods.Head)
            : [HttpMethods.Get];

    /// <summary>
    /// The route without its constraints: <c>/v1/orders/attendees/{id:long}.pdf</c> is <c>/v1/orders/attendees/{id}.pdf</c>.
    /// </summary>
    public static string PathOf(RoutePattern route) =>
        "/"
        + string.Join(
            '/',
            route.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                            RoutePatternSeparatorPart separator => separator.Content,
                            _ => "",
                        }
                    )
                )
            )
        );

    private void Add(JsonObject paths, RouteEndpoint endpoint)
    {
        var path = PathOf(endpoint.RoutePattern);
        if (paths[path] is not JsonObject item)
            paths[path] = item = WithParameters(endpoint.RoutePattern);
        foreach (var method in MethodsOf(endpoint))
        {
            var operation = endpoint.Metadata.GetMetadata<ResourceRoute>() is { } resourceRoute
                ? new ResourceOperation(resourceRoute, _queryNames).Describe()
                : PlainRouteOperation.Describe(endpoint, method);
            var name = method.ToLowerInvariant();
            var id = OperationNames.Of(endpoint, method, path);
            operation["operationId"] = id;
            operation["description"] = operation["summary"]!.DeepClone();
            if ($"{operation["summary"]}".Length > LongestSummary)
                operation["summary"] = OperationNames.ToTitle(id);
            if (SecurityOf(endpoint) is { } security)
                operation["security"] = security;
            if (item[name] is JsonObject other)
                MergeResponses(other, operation);
            else
                item[name] = operation;
        }
    }

    /// <returns>Null: whether a token is needed depends on the row.</returns>
    private static JsonArray? SecurityOf(RouteEndpoint endpoint)
    {
        var permission = endpoint.Metadata.GetMetadata<RoutePermission>();
        return permission is { IgnoresToken: true } && permission != RoutePermission.RefreshToken ? []
            : permission is null or { IsForEveryone: true } || permission == RoutePermission.TaskOwner ? null
            : Tokens();
    }

    private static JsonArray Tokens(params JsonNode[] others) =>
        [.. others, new JsonObject { ["jwt"] = new JsonArray() }, new JsonObject { ["bearer"] = new JsonArray() }];

    /// <summary>
    /// Adds the responses of a route whose path differs from another one's only by a constraint: for OpenAPI, both are the same path.
    /// </summary>
    private static void MergeResponses(JsonObject first, JsonObject second)
    {
        first["description"] = $"{first["description"]} Or: {second["description"]}";
        foreach (var (type, content) in second["responses"]!["200"]!["content"]!.AsObject())
            first["responses"]!["200"]!["content"]!.AsObject().TryAdd(type, content!.DeepClone());
    }

    private static JsonObject WithParameters(RoutePattern route)
    {
        var parameters = route.Parameters.Select(p =>
            (JsonNode)
                new JsonObject
                {
                    ["name"] = p.Name,
                    ["in"] = "path",
                    ["required"] = true,
                    ["schema"] = p.ParameterPolicies.Any(c => c.Content == "long")
                        ? new JsonObject { ["type"] = "integer", ["format"] = "int64" }
                        : JsonSchema.String(),
                    ["description"] = p.Name == "key" ? "The id, or the identifier if the type has one." : "",
                }
        );
        return new JsonObject { ["parameters"] = new JsonArray([.. parameters]) };
    }

    /// <summary>The groups of the reference page: one for the routes outside JSON:API, and one for each module.</summary>
    private JsonArray TagGroups(JsonObject paths)
    {
        var used = paths
            .SelectMany(p => p.Value!.AsObject())
            .Select(o => o.Value as JsonObject)
            .OfType<JsonObject>()
            .Select(o => (string)o["tags"]![0]!)
            .Distinct()
            .ToList();
        var modules = catalog
            .All.GroupBy(r => r.Module)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, Tags: g.Select(r => r.Type).Where(used.Contains).ToList()));
        var rest = used.Except(catalog.All.Select(r => r.Type)).Order().ToList();
        return new JsonArray([
            .. modules
                .Prepend(("Routes outside JSON:API", rest))
                .Select(g =>
                    (JsonNode)new JsonObject { ["name"] = g.Item1, ["tags"] = new JsonArray([.. g.Item2.Select(t => (JsonNode)t)]) }
                ),
        ]);
    }
}
