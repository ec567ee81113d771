using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// GET routes that start a task: those whose answer has the URL of a task. A browser sends the session cookie with links of other sites, so
/// they ignore it.
/// </summary>
[TestFixture]
public sealed class TaskStartTests
{
    private TwoTenantServer _tenants = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        var tenant = _tenants.TenantA;
        // A badge is printed for a ticket that has a form.
        await _tenants.Server.SqlAsync($"UPDATE tickets SET badge_id = 'badge-{tenant.Marker}' WHERE event_id = {tenant.EventId}");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_session_cookie_starts_no_task()
    {
        var owner = _tenants.TenantA.Clients["owner"];
        List<string> starting = [];
        List<string> wrong = [];
        foreach (var endpoint in FindNamedGetRoutes())
        {
            var route = endpoint.RoutePattern.RawText!;
            var url = SampleRequests.UrlOf(_tenants, route, null, _tenants.TenantA);
            if (!HasTask(await owner.SendAsync(HttpMethod.Get, url, null, NoEffect)))
                continue;
            starting.Add(route);
            var answer = await _tenants.Server.Anonymous.SendAsync(HttpMethod.Get, url, null, NoEffect, CookieOf(owner));
            if (answer.Status != HttpStatusCode.Unauthorized)
                wrong.Add($"{route}: {(int)answer.Status}");
        }

        Assert.That(wrong, Is.Empty);
        var marked = FindNamedGetRoutes().Where(e => e.Metadata.GetMetadata<HeaderTokenOnly>() is not null);
        Assert.That(starting, Is.EquivalentTo(marked.Select(e => e.RoutePattern.RawText)));
        Assert.That(starting, Has.Count.GreaterThan(10).And.Contains("/v1/badge-forms/print-badge-pdf"));
    }

    [Test]
    public async Task A_session_cookie_opens_other_routes()
    {
        var owner = _tenants.TenantA.Clients["owner"];
        var answer = await _tenants.Server.Anonymous.SendAsync(HttpMethod.Get, $"/v1/users/{owner.UserId}", null, CookieOf(owner));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), "a control");
    }

    private static (string, string) NoEffect => (TwoTenantServer.RollBackHeader, "1");

    private static (string, string) CookieOf(Harness.ApiClient client) => ("Cookie", $"access_token_cookie={client.Token}");

    private static bool HasTask(Harness.ApiResponse answer) => answer.Text.StartsWith("{\"task_url\"", StringComparison.Ordinal);

    /// <summary>Routes of resources read rows. Only named routes can start something.</summary>
    private IEnumerable<RouteEndpoint> FindNamedGetRoutes() =>
        _tenants
            .Server.App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e =>
                e.Metadata.GetMetadata<ResourceRoute>() is null
                && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
            );
}
