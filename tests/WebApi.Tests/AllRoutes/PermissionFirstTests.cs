using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.Endpoints;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// Sends invalid content to every named route that is not for everyone, as roles that its permission rejects. They get 401, 403 or 404, as
/// with valid content: what is wrong with a request is told only to those who may send it.
/// </summary>
[TestFixture]
public sealed class PermissionFirstTests
{
    /// <summary>One role of each kind of stranger.</summary>
    private static readonly string[] Strangers =
    [
        "anonymous",
        "verified",
        "owner'",
        "former_member",
        TestRoles.SameUnverifiedAddress,
        "attendee",
        "coorganizer",
    ];

    /// <summary>The member of the body that names the row. Without it there is no row whose permission could be checked.</summary>
    private static readonly Dictionary<string, string[]> RowKeys = new()
    {
        ["/v1/orders/resend-email"] = ["data", "order"],
        ["/v1/attendees/send-receipt"] = ["order-identifier"],
        ["/v1/role_invites/accept-invite"] = ["data", "token"],
        ["/v1/users-groups-roles/accept-invite"] = ["data", "token"],
        ["/v1/export/user-check-in/csv"] = ["event_id"],
    };

    /// <summary>Users who are not verified may order tickets that cost money, so the tickets of the body decide.</summary>
    private const string CreateOrder = "/v1/orders/create-order";

    private const string InvalidQuery = "name=%00&email=%00&session_ids=x&track_ids=x&event_id=x&date=x";

    private TwoTenantServer _tenants = null!;
    private RowRoles _roles = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        _roles = await RowRoles.CreateAsync(_tenants);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Callers_without_the_permission_learn_nothing_about_the_content()
    {
        List<string> wrong = [];
        var count = 0;
        foreach (var (method, route, permission) in Routes)
        foreach (var (role, turn) in RoutePermissionRules.FindRejectedRoles(permission).Intersect(Strangers).Select((r, i) => (r, i)))
        {
            if (route == CreateOrder && role != "anonymous")
                continue;
            foreach (var ((url, body), index) in InvalidRequests(method, route).Select((r, i) => (r, i)))
            {
                // The first request of each role tells whether the permission comes first; the others share the inputs.
                if (index > 0 && (index + turn) % Strangers.Length != 0)
                    continue;
                var status = await SendAsync(role, method, url, body);
                count++;
                if (status is not (401 or 403 or 404))
                    wrong.Add($"{method} {url} as {role}: {status} for {body}");
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.GreaterThan(500));
    }

    [TestCase("buyer", "/v1/orders/{key}/charge")]
    [TestCase("registrar", "/v1/stations/{key}/scans")]
    [TestCase("admin", "/v1/test-mail")]
    [TestCase("owner", "/v1/attendees/send-receipt")]
    [TestCase("verified", "/v1/auth/verify-password")]
    public async Task Callers_with_the_permission_learn_what_is_wrong(string role, string route)
    {
        var url = SampleRequests.UrlOf(_tenants, route, null, _tenants.TenantA);
        Assert.That(await SendAsync(role, "POST", url, "[]"), Is.AnyOf(400, 422));
    }

    [Test]
    public async Task Callers_who_may_not_write_a_row_learn_nothing_about_their_document()
    {
        List<string> wrong = [];
        var count = 0;
        foreach (var (method, route, resourceRoute) in DocumentRoutes)
        foreach (var role in new[] { "anonymous", "verified", "owner'", "former_member" })
        {
            var url = SampleRequests.UrlOf(_tenants, route, resourceRoute, _tenants.TenantA);
            var valid = (JsonObject)SampleRequests.BodyOf(_tenants, method, route, resourceRoute, _tenants.TenantA)!;
            if (await SendAsync(role, method, url, valid) is not (401 or 403 or 404))
                continue;
            if (valid["data"]!["attributes"] is not JsonObject { Count: > 0 } attributes)
                continue;
            foreach (var name in attributes.Select(a => a.Key).ToList())
                attributes[name] = new JsonObject { ["wrong"] = new JsonArray() };
            var status = await SendAsync(role, method, url, valid);
            count++;
            if (status is not (401 or 403 or 404))
                wrong.Add($"{method} {url} as {role}: {status} for {valid.ToJsonString()}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.GreaterThan(150));
    }

    /// <summary>Creates and updates of documents.</summary>
    private IEnumerable<(string Method, string Route, ResourceRoute Resource)> DocumentRoutes =>
        from endpoint in _tenants.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let resourceRoute = endpoint.Metadata.GetMetadata<ResourceRoute>()
        where resourceRoute is { Operation: "create" or "update" }
        select (resourceRoute.Operation == "create" ? "POST" : "PATCH", endpoint.RoutePattern.RawText!, resourceRoute);

    private IEnumerable<(string Method, string Route, RoutePermission Permission)> Routes =>
        from endpoint in _tenants.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let permission = endpoint.Metadata.GetMetadata<RoutePermission>()
        where permission is { IsForEveryone: false }
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where method != "HEAD"
        select (method, endpoint.RoutePattern.RawText!, permission);

    private IEnumerable<(string Url, object? Body)> InvalidRequests(string method, string route)
    {
        var url = SampleRequests.UrlOf(_tenants, route, null, _tenants.TenantA);
        if (method is "GET" or "DELETE")
            return [($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{InvalidQuery}", null)];
        var valid = SampleRequests.BodyOf(_tenants, method, route, null, _tenants.TenantA) as JsonObject;
        return BadBodies.From(valid).Where(body => NamesRow(route, body, valid!)).Select(body => (url, (object?)body));
    }

    private static bool NamesRow(string route, object body, JsonObject valid)
    {
        if (!RowKeys.TryGetValue(route, out var path))
            return true;
        try
        {
            return body is string text && Read(JsonNode.Parse(text)) is { } key && key == Read(valid);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }

        string? Read(JsonNode? node)
        {
            foreach (var name in path)
                node = (node as JsonObject)?[name];
            return node?.ToJsonString();
        }
    }

    private async Task<int> SendAsync(string role, string method, string url, object? body)
    {
        var client = _roles.Find(role, _tenants.TenantA)!.Value.Client;
        var answer = await client.SendAsync(new HttpMethod(method), url, body, (TwoTenantServer.RollBackHeader, "1"));
        return (int)answer.Status;
    }
}
