using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.Endpoints;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The public surface: sends a request to every route as every role and compares the statuses with <c>surface.txt</c>. A route that is not
/// in the file fails, and so does a status that differs from it. To accept a change, run
/// <c>OPENEVENT_ACCEPT_SURFACE=1 dotnet test --filter SurfaceTests</c> and review the diff.
/// </summary>
[TestFixture]
public sealed class SurfaceTests
{
    private static readonly string File = Path.Combine(SourceFolder(), "surface.txt");

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
    public async Task Every_route_answers_every_role_as_in_the_surface_file()
    {
        var surface = await DescribeAsync();
        if (Environment.GetEnvironmentVariable("OPENEVENT_ACCEPT_SURFACE") == "1")
            await System.IO.File.WriteAllTextAsync(File, surface);
        var expected = (System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "").Split('\n');
        var differing = surface.Split('\n').Except(expected).Concat(expected.Except(surface.Split('\n')).Select(l => "was: " + l));
        Assert.That(differing, Is.Empty);
    }

    [Test]
    public async Task No_role_of_another_event_has_more_access_than_a_verified_user()
    {
        // This checks the accepted file, so that a security hole cannot be accepted together with the other changes of the file.
        List<string> holes = [];
        foreach (var line in SurfaceLine.Parse(await System.IO.File.ReadAllLinesAsync(File)))
        foreach (var role in TestRoles.All.Where(role => role.EndsWith('\'')))
            if (IsSuccess(line[role]) && !IsSuccess(line["verified"]))
                holes.Add($"{line}: {role} gets {line[role]}");
        Assert.That(holes, Is.Empty);
    }

    /// <summary>This checks the accepted file too. Nobody owns a draft, so a draft has no users to compare with.</summary>
    [Test]
    public async Task Roles_that_depend_on_a_row_without_rights_have_no_more_access_than_a_verified_user()
    {
        var lines = SurfaceLine.Parse(await System.IO.File.ReadAllLinesAsync(File));
        Assert.That(lines.SelectMany(FindHoles), Is.Empty);
        Assert.That(lines.Where(line => IsSuccess(line["speaker"]) && !IsSuccess(line["verified"])), Is.Not.Empty, "a control");

        static IEnumerable<string> FindHoles(SurfaceLine line) =>
            RowRoles
                .WithoutRights.Where(role => IsSuccess(line[role]) && !IsSuccess(line["verified"]))
                .Select(role => $"{line}: {role} gets {line[role]}");
    }

    [Test]
    public async Task Named_routes_answer_as_their_permission_says() =>
        Assert.That(RoutePermissionRules.FindViolations(SurfaceLine.Parse(await System.IO.File.ReadAllLinesAsync(File))), Is.Empty);

    private static bool IsSuccess(int status) => status is >= 200 and < 300;

    private async Task<string> DescribeAsync()
    {
        var text = new StringBuilder("# method route policy, then the status for: ").AppendJoin(' ', TestRoles.OfSurface).Append('\n');
        var routes = _tenants
            .Server.App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e =>
                e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(m => m != "HEAD").Select(m => (Method: m, Endpoint: e))
                ?? []
            )
            .OrderBy(r => r.Endpoint.RoutePattern.RawText, StringComparer.Ordinal)
            .ThenBy(r => r.Method, StringComparer.Ordinal);
        foreach (var (method, endpoint) in routes)
        {
            var resourceRoute = endpoint.Metadata.GetMetadata<ResourceRoute>();
            var policy = PolicyOf(endpoint);
            await DescribeAsync(text, method, endpoint.RoutePattern.RawText!, resourceRoute, policy, _tenants.TenantA, "");
            if (
                method == "GET"
                && resourceRoute is not null
                && endpoint.RoutePattern.RawText!.Contains("{key}", StringComparison.Ordinal)
                && _tenants.DraftTenant.RowIds.ContainsKey(resourceRoute.Resource.Type)
            )
                await DescribeAsync(text, method, endpoint.RoutePattern.RawText!, resourceRoute, policy, _tenants.DraftTenant, "(draft)");
        }

        return text.ToString();
    }

    private async Task DescribeAsync(
        StringBuilder text,
        string method,
        string route,
        ResourceRoute? resourceRoute,
        string policy,
        Tenant tenant,
        string note
    )
    {
        text.Append($"{method, -6} {route}{note} {policy}");
        foreach (var role in TestRoles.OfSurface)
        {
            if (
                resourceRoute is null
                    ? !TestRoles.IsNamedRouteTried(role, method, route, RoutePermissionRules.IsForAnyone(policy))
                    : !TestRoles.IsTried(role, method, route)
            )
            {
                text.Append(' ').Append(SurfaceLine.NotTried);
                continue;
            }

            if (_roles.Find(role, tenant) is not var (client, target))
            {
                text.Append(' ').Append(SurfaceLine.NoUser);
                continue;
            }

            var form = LegacyFormBodies.For(route);
            (string, string)[] headers = form is null
                ? [(TwoTenantServer.RollBackHeader, "1")]
                : [(TwoTenantServer.RollBackHeader, "1"), LegacyFormBodies.Header];
            var answer = await client.SendAsync(
                new HttpMethod(method),
                SampleRequests.UrlOf(_tenants, route, resourceRoute, target),
                form ?? (object?)SampleRequests.BodyOf(_tenants, method, route, resourceRoute, target),
                headers
            );
            Assert.That((int)answer.Status, Is.LessThan(500), $"{method} {route} as {role}: {answer.Text}");
            text.Append(' ').Append((int)answer.Status);
        }

        text.Append('\n');
    }

    /// <summary>The policy of a JSON:API route, or the permission of a named route.</summary>
    private static string PolicyOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ResourceRoute>() is not { } resourceRoute)
            return endpoint.Metadata.GetMetadata<RoutePermission>()?.Name ?? "-";
        var policy = resourceRoute.Resource.GetType().GetProperty("Policy")!.GetValue(resourceRoute.Resource)!.GetType();
        return policy.IsGenericType ? policy.Name[..policy.Name.IndexOf('`', StringComparison.Ordinal)] : policy.Name;
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));
}
