using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>The OpenAPI document that tools read, and the reference page that people read.</summary>
[TestFixture]
public sealed partial class OpenApiTests
{
    private OpenEventServer _server = null!;
    private ReadResult _document = null!;
    private ApiResponse _answer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync("--Metrics:Enabled=true");
        _answer = await _server.Anonymous.GetAsync("/openapi/v1.json");
        _document = OpenApiDocument.Parse(_answer.Text, "json");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    private OpenApiDocument Api => _document.Document!;

    [Test]
    public void OpenApi_document_is_valid()
    {
        Assert.That(_document.Diagnostic!.Errors.Select(e => $"{e.Pointer}: {e.Message}"), Is.Empty);
        Assert.That(_document.Diagnostic.Warnings.Select(e => $"{e.Pointer}: {e.Message}"), Is.Empty);
        Assert.That(Api.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(e => $"{e.Pointer}: {e.Message}"), Is.Empty);
        var ids = Api.Paths.Values.SelectMany(p => p.Operations!.Values).Select(o => o.OperationId).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Is.All.Matches("^[a-z]+([A-Z][a-z0-9]*)+$"), "words in camel case");
        Assert.That(
            ids,
            Is.SupersetOf(["listEvents", "getEvent", "createEvent", "updateEvent", "copyEvent", "listTicketsOfEvent", "getEventOfTicket"])
        );
        Assert.That(References().Matches(_answer.Text).Select(m => m.Groups[1].Value).Distinct().Where(r => !Resolves(r)), Is.Empty);
    }

    [Test]
    public void Document_meets_the_OpenAPI_specification() => Assert.That(OpenApiLinter.FindErrors(_answer.Text), Is.Empty);

    [Test]
    public void Linter_finds_a_format_that_is_null() =>
        Assert.That(
            OpenApiLinter.FindErrors(
                """
                {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"/x": {"get": {"responses": {"200":
                {"description": "x", "content": {"text/csv": {"schema": {"type": "string", "format": null}}}}}}}}}
                """
            ),
            Has.Length.EqualTo(1).And.All.Contains("format")
        );

    [Test]
    public void Validity_test_detects_an_invalid_document() =>
        Assert.That(
            OpenApiDocument.Parse("""{"openapi": "3.1.0", "info": {"title": "x"}, "paths": {"no-slash": {}}}""", "json").Diagnostic!.Errors,
            Is.Not.Empty
        );

    [Test]
    public void Document_describes_exactly_the_mapped_routes()
    {
        var routed = DescribedRoutes()
            .SelectMany(e => OpenApiWriter.MethodsOf(e).Select(m => $"{m} {Constraint().Replace(e.RoutePattern.RawText!, "{$1}")}"))
            .Distinct();
        var described = Api.Paths.SelectMany(p => p.Value.Operations!.Keys.Select(m => $"{m.Method} {p.Key}"));
        Assert.That(described, Is.EquivalentTo(routed));
        Assert.That(routed.Count(), Is.GreaterThan(100));
    }

    [Test]
    public void Only_the_reference_page_is_not_described() =>
        Assert.That(
            Endpoints().Except(DescribedRoutes()).Select(e => e.RoutePattern.RawText!.TrimStart('/')),
            Is.Not.Empty.And.All.StartsWith("reference")
        );

    [Test]
    public void Every_named_route_has_a_description_and_every_description_has_a_route() =>
        Assert.That(FindDescriptionErrors(NamedRoutes(), RouteDescriptions.All.Keys), Is.Empty);

    [Test]
    public void Every_named_route_has_an_operation_id_of_its_own() =>
        Assert.That(RouteDescriptions.All.Where(d => d.Value.Name is null).Select(d => d.Key), Is.Empty);

    [Test]
    public void Description_test_detects_a_missing_and_an_unused_description()
    {
        var missing = RouteDescriptions.All.Keys.Where(key => key != "GET /metrics");
        Assert.That(FindDescriptionErrors(NamedRoutes(), missing), Is.EqualTo(["GET /metrics has no description"]));
        var unused = RouteDescriptions.All.Keys.Append("GET /v1/none");
        Assert.That(FindDescriptionErrors(NamedRoutes(), unused), Is.EqualTo(["GET /v1/none describes no route"]));
    }

    [Test]
    public void A_resource_is_described_as_it_is_declared()
    {
        var faq = Api.Components!.Schemas!["faq-create"].Properties!["data"].Properties!;
        Assert.That(faq["attributes"].Required, Is.EquivalentTo(["question", "answer"]));
        Assert.That(faq["relationships"].Required, Is.EquivalentTo(["event"]));
        var user = Api.Components.Schemas;
        Assert.That(user["user"].Properties!["attributes"].Properties!.Keys, Does.Not.Contain("password"));
        Assert.That(user["user-create"].Properties!["data"].Properties!["attributes"].Properties!.Keys, Does.Contain("password"));
        Assert.That(user["event"].Properties!["attributes"].Properties!["starts-at"].Format, Is.EqualTo("date-time"));
        var list = Api.Paths["/v1/faqs"].Operations![HttpMethod.Get];
        Assert.That(
            list.Parameters!.Select(p => p.Name),
            Is.SupersetOf(["page[size]", "page[number]", "sort", "filter", "include", "fields[faq]"])
        );
        Assert.That(list.Responses!.Keys, Is.SupersetOf(["200", "400", "403"]));
        Assert.That(
            Api.Paths["/v1/faqs/{key}"].Operations![HttpMethod.Patch].Parameters!.Select(p => p.Name),
            Is.SupersetOf(["If-Match", "Idempotency-Key"])
        );
    }

    [Test]
    public void Security_scheme_is_the_token_in_the_Authorization_header()
    {
        var jwt = Api.Components!.SecuritySchemes!["jwt"];
        Assert.That((jwt.Type, jwt.In, jwt.Name), Is.EqualTo((SecuritySchemeType.ApiKey, ParameterLocation.Header, "Authorization")));
        Assert.That(jwt.Description, Does.Contain("JWT "));
    }

    [Test]
    public async Task List_responses_match_their_schema()
    {
        await _server.Admin.CreateAsync(
            "event",
            new
            {
                name = "Summit",
                starts_at = "2099-05-01T09:00:00Z",
                ends_at = "2099-05-03T18:00:00Z",
                timezone = "UTC",
                state = "published",
                location_name = "Hall",
            }
        );
        foreach (var type in new[] { "event", "user", "role" })
        {
            var row = (await _server.Admin.GetAsync($"/v1/{type}s")).Data[0];
            var schema = Api.Components!.Schemas![type].Properties!;
            Assert.That(
                row.GetProperty("attributes").EnumerateObject().Select(p => p.Name),
                Is.EquivalentTo(schema["attributes"].Properties!.Keys),
                type
            );
            foreach (var value in row.GetProperty("attributes").EnumerateObject())
                Assert.That(
                    MatchesType(value.Value, schema["attributes"].Properties![value.Name].Type),
                    $"{type}.{value.Name}: {value.Value}"
                );
            if (row.TryGetProperty("relationships", out var links))
                Assert.That(links.EnumerateObject().Select(p => p.Name), Is.EquivalentTo(schema["relationships"].Properties!.Keys), type);
        }
    }

    [Test]
    public async Task Unchanged_document_answers_304() =>
        Assert.That(
            (await _server.Anonymous.GetAsync("/openapi/v1.json", ("If-None-Match", _answer.ETag!))).Status,
            Is.EqualTo(HttpStatusCode.NotModified)
        );

    [Test]
    public async Task Reference_page_loads_nothing_from_other_servers()
    {
        var page = await _server.Anonymous.GetAsync("/reference");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            page.Text,
            Does.Contain("openapi/v1.json").And.Not.Contains("http://").And.Not.Contains("https://").And.Not.Contains("src=\"//")
        );
        foreach (var asset in Assets().Matches(page.Text).Select(m => m.Groups[1].Value))
            Assert.That((await _server.Anonymous.GetAsync($"/reference/{asset}")).Status, Is.EqualTo(HttpStatusCode.OK), asset);
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        _server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<RouteEndpoint> DescribedRoutes() =>
        OpenApiWriter.DocumentedEndpoints(_server.App.Services.GetRequiredService<EndpointDataSource>());

    /// <summary>The method and path of every described route outside JSON:API.</summary>
    private IEnumerable<string> NamedRoutes() =>
        DescribedRoutes()
            .Where(e => e.Metadata.GetMetadata<ResourceRoute>() is null)
            .SelectMany(e => OpenApiWriter.MethodsOf(e).Select(method => RouteDescriptions.KeyOf(method, e.RoutePattern)));

    private static List<string> FindDescriptionErrors(IEnumerable<string> routes, IEnumerable<string> descriptions) =>
        [
            .. routes.Except(descriptions).Select(route => $"{route} has no description"),
            .. descriptions.Except(routes).Select(key => $"{key} describes no route"),
        ];

    private bool Resolves(string reference)
    {
        var at = _answer.Json;
        return reference.TrimStart('#', '/').Split('/').All(part => at.TryGetProperty(part, out at));
    }

    private static bool MatchesType(JsonElement value, JsonSchemaType? type) =>
        type is null
        || value.ValueKind switch
        {
            JsonValueKind.Null => type.Value.HasFlag(JsonSchemaType.Null),
            JsonValueKind.String => type.Value.HasFlag(JsonSchemaType.String),
            JsonValueKind.Number => (type.Value & (JsonSchemaType.Number | JsonSchemaType.Integer)) != 0,
            JsonValueKind.True or JsonValueKind.False => type.Value.HasFlag(JsonSchemaType.Boolean),
            _ => false,
        };

    [GeneratedRegex("\"\\$ref\":\"([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("<script[^>]*src=\"([^\"]+)\"")]
    private static partial Regex Assets();
}
