using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// Every route answers invalid input without a 5xx status. Named routes get every invalid key and body and a part of the queries, because
/// few of them read one. The routes of resources share their code, so each of them gets a part, and all of them together get each input
/// many times.
/// </summary>
[TestFixture]
public sealed class BadInputTests
{
    /// <summary>A route of a resource gets every fortieth input, from another one than the route before.</summary>
    private const int PartOfResourceRoute = 40;

    /// <summary>A named route gets every fourth query.</summary>
    private const int PartOfNamedRoute = 4;

    private static readonly string[] BadIds =
    [
        "0",
        "-1",
        "99999999999999999999",
        "abc",
        "%00",
        "%FF%FE",
        "1%27--",
        "..%2F..",
        "null",
        new string('9', 300),
    ];

    private static readonly string[] BadQueries =
    [
        "page[size]=-1",
        "page[size]=x",
        "page[size]=999999999999",
        "page[number]=0",
        "page[number]=2147483647&page[size]=1",
        "page[foo]=1",
        "sort=nope",
        "sort=a.b.c",
        "sort=%00",
        "include=nope",
        "include=a.b.c.d.e.f",
        "include=%FF",
        "fields[event]=nope",
        "fields[]=x",
        "filter=x",
        "filter=%00",
        "filter=[]",
        "filter=[1]",
        "filter={}",
        "filter=[{}]",
        "filter=[{\"name\":1,\"op\":2,\"val\":3}]",
        "filter=[{\"name\":\"id\",\"op\":\"eq\",\"val\":{}}]",
        "filter=[{\"name\":\"id\",\"op\":\"in\",\"val\":1}]",
        "filter=[{\"name\":\"id\",\"op\":\"eq\",\"val\":\"99999999999999999999\"}]",
        "filter=[{\"name\":\"id\",\"op\":\"between\",\"val\":[1]}]",
        "filter=[{\"name\":\"id\",\"op\":\"like\",\"val\":\"%\"}]",
        "filter=[{\"name\":\"id\",\"op\":\"boom\",\"val\":1}]",
        "get_trashed=true",
        "unknown=1&public=true&cache=true",
        "filter=" + "[{\"and\":" + "[{\"or\":[",
        "filter=%5B%7B%22name%22:%22id%22,%22op%22:%22eq%22,%22val%22:%22%5Cud800%22%7D%5D",
    ];

    private TwoTenantServer _tenants = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _tenants = await TwoTenantServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public Task Invalid_keys_cause_no_server_error_at_any_route() =>
        AssertNoServerErrorAsync(
            (method, endpoint, resourceRoute) =>
                endpoint.RoutePattern.Parameters.Count == 0
                    ? []
                    : BadIds.Select(bad =>
                        (
                            System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]+\}", bad),
                            Body(method, endpoint, resourceRoute)
                        )
                    )
        );

    [Test]
    public Task Invalid_query_strings_cause_no_server_error_at_any_route() =>
        AssertNoServerErrorAsync(
            (method, endpoint, resourceRoute) =>
                BadQueries.Select(bad => ($"{Url(endpoint, resourceRoute)}?{bad}", Body(method, endpoint, resourceRoute))),
            PartOfNamedRoute
        );

    [Test]
    public Task Invalid_bodies_cause_no_server_error_at_any_route() =>
        AssertNoServerErrorAsync(
            (method, endpoint, resourceRoute) =>
                method == "GET"
                    ? []
                    : BadBodies
                        .From(Body(method, endpoint, resourceRoute) as JsonObject)
                        .Select(bad => (Url(endpoint, resourceRoute), (object?)bad))
        );

    private string Url(RouteEndpoint endpoint, ResourceRoute? resourceRoute) =>
        SampleRequests.UrlOf(_tenants, endpoint.RoutePattern.RawText!, resourceRoute, _tenants.TenantA);

    private object? Body(string method, RouteEndpoint endpoint, ResourceRoute? resourceRoute) =>
        SampleRequests.BodyOf(_tenants, method, endpoint.RoutePattern.RawText!, resourceRoute, _tenants.TenantA);

    private async Task AssertNoServerErrorAsync(
        Func<string, RouteEndpoint, ResourceRoute?, IEnumerable<(string Url, object? Body)>> requests,
        int partOfNamedRoute = 1
    )
    {
        List<string> wrong = [];
        var turn = 0;
        foreach (var endpoint in _tenants.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(m => m != "HEAD") ?? [])
        {
            var resourceRoute = endpoint.Metadata.GetMetadata<ResourceRoute>();
            turn++;
            var part = resourceRoute is null ? partOfNamedRoute : PartOfResourceRoute;
            foreach (var ((url, body), index) in requests(method, endpoint, resourceRoute).Select((r, i) => (r, i)))
            {
                if ((index + turn) % part != 0)
                    continue;
                // Administrators pass the permission, so that most inputs reach the code behind it.
                var person = index % 4 == 0 ? _tenants.Server.Anonymous : _tenants.Server.Admin;
                var answer = await person.SendAsync(new HttpMethod(method), url, body, (TwoTenantServer.RollBackHeader, "1"));
                if ((int)answer.Status >= 500)
                    wrong.Add($"{method} {url} {Show(body)}: {answer.Text}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static string Show(object? body)
    {
        var text = body switch
        {
            null => "",
            byte[] bytes => Convert.ToHexString(bytes),
            _ => body.ToString()!,
        };
        return text.Length > 300 ? text[..300] : text;
    }
}
