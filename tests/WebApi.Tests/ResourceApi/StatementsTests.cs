using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// The number of SQL statements of a GET request, including authentication, for every resource and every declared relationship:
/// docs/reference/performance-bounds.md#statements-of-a-request.
/// </summary>
[TestFixture]
public sealed class StatementsTests : IDisposable
{
    private TwoTenantServer _tenants = null!;
    private readonly StatementCounter _counter = new();
    private List<(RouteEndpoint Endpoint, ResourceRoute Route)> _routes = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        _routes =
        [
            .. _tenants
                .Server.App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Select(e => (e, e.Metadata.GetMetadata<ResourceRoute>()))
                .Where(r => r.Item2?.Operation is "list" or "get" or "related" or "linkage")
                .Select(r => (r.e, r.Item2!)),
        ];
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    public void Dispose() => _counter.Dispose();

    /// <summary>Roles with different queries: staff, event team, buyer, any user, not signed in.</summary>
    private static readonly string[] Roles = ["super_admin", "owner", "buyer", "verified", "anonymous"];

    private static bool IsList(ResourceRoute resourceRoute) =>
        resourceRoute.Operation is "list" or "linkage" || (resourceRoute.Operation == "related" && resourceRoute.Relationship!.IsToMany);

    private static Resource? ResponseResource(ResourceRoute resourceRoute) =>
        resourceRoute.Operation is "related" ? resourceRoute.Relationship!.TargetResource : resourceRoute.Resource;

    private string UrlOf((RouteEndpoint Endpoint, ResourceRoute Route) route) =>
        SampleRequests.UrlOf(_tenants, route.Endpoint.RoutePattern.RawText!, route.Route, _tenants.TenantA);

    [Test]
    public void Every_resource_is_counted() =>
        Assert.That(
            _tenants
                .Server.App.Services.GetRequiredService<ResourceCatalog>()
                .All.Select(r => r.Type)
                .Except(_routes.Select(r => ResponseResource(r.Route)!.Type)),
            Is.Empty
        );

    [Test]
    public async Task The_counter_includes_the_statement_of_authentication()
    {
        var (_, staff) = await _counter.GetAsync(_tenants.Server.Admin, $"/v1/events/{_tenants.TenantA.EventId}");
        var (_, anonymous) = await _counter.GetAsync(_tenants.Server.Anonymous, $"/v1/events/{_tenants.TenantA.EventId}");
        Assert.That((staff.Count, anonymous.Count), Is.EqualTo((3, 1)), "staff also read the sales");
    }

    [Test]
    public async Task Every_list_and_get_stays_within_its_statement_limit()
    {
        List<string> wrong = [];
        foreach (var route in _routes)
        foreach (var role in Roles)
        foreach (
            var query in IsList(route.Route) && route.Route.Operation != "linkage" && role is "owner" or "anonymous"
                ? ["", "?page[size]=0", "?page[number]=7"]
                : (string[])[""]
        )
        {
            var url = UrlOf(route) + query;
            var (answer, statements) = await _counter.GetAsync(_tenants.ClientFor(role, _tenants.TenantA), url);
            // If there is no row, one more statement determines which error it is.
            var bound = IsList(route.Route) || answer.Status != HttpStatusCode.OK ? 3 : 2;
            if (role == "anonymous" && answer.Status == HttpStatusCode.OK)
                bound--; // no statement of authentication
            if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized))
                bound = 4;
            bound += GuessStatementsOf(url) + (ResponseResource(route.Route)!.HasFollowUp && role != "anonymous" ? 1 : 0);
            if (statements.Count > bound)
                wrong.Add($"{role} {url} {(int)answer.Status}: {statements.Count} > {bound}\n  {Abbreviate(statements)}");
        }

        Assert.That(wrong, Is.Empty);
    }

    /// <summary>Numbers of linked rows are cast (<c>count(*)::int</c>), the number of the whole list is not.</summary>
    [Test]
    public async Task A_page_counts_the_whole_list_once()
    {
        List<string> wrong = [];
        var counted = 0;
        foreach (var route in _routes.Where(r => IsList(r.Route) && r.Route.Operation != "linkage"))
        {
            var (_, statements) = await _counter.GetAsync(_tenants.Server.Admin, UrlOf(route));
            var counts = statements.Select(s => s.ReplaceLineEndings(" ").Split("SELECT count(*) ").Length - 1).Max();
            counted += counts > 0 ? 1 : 0;
            if (counts > 1)
                wrong.Add($"{UrlOf(route)}: {counts}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(counted, Is.GreaterThan(100));
    }

    /// <summary>Guesses of codes are counted, and one count in 500 also deletes the expired counters.</summary>
    private static int GuessStatementsOf(string url) =>
        url.Contains("/discount-codes/", StringComparison.Ordinal) || url.Contains("/access-codes/", StringComparison.Ordinal) ? 4 : 0;

    [Test]
    public async Task Every_declared_relationship_costs_one_statement_as_an_include()
    {
        List<string> wrong = [];
        var included = 0;
        foreach (
            var route in _routes.Where(r =>
                r.Route.Operation is "list" or "get" || (r.Route.Operation == "related" && r.Route.Relationship!.IsToMany)
            )
        )
        foreach (var (include, ofInclude) in IncludesOf(route))
        {
            var url = $"{UrlOf(route)}?include={include}";
            var (answer, statements) = await _counter.GetAsync(_tenants.ClientFor("owner", _tenants.TenantA), url);
            if (answer.Status != HttpStatusCode.OK)
                (answer, statements) = await _counter.GetAsync(_tenants.Server.Admin, url);
            if (answer.Status != HttpStatusCode.OK)
                continue;
            included++;
            var bound =
                (IsList(route.Route) ? 3 : 2)
                + ofInclude
                + GuessStatementsOf(url)
                + (ResponseResource(route.Route) is { HasFollowUp: true } ? 1 : 0);
            if (statements.Count > bound)
                wrong.Add($"{url}: {statements.Count} > {bound}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(included, Is.GreaterThan(200));
    }

    [Test]
    public async Task The_number_of_statements_does_not_grow_with_the_rows()
    {
        var urls = new List<string>();
        foreach (
            var route in _routes.Where(r =>
                r.Route.Operation is "list" || (r.Route.Operation == "related" && r.Route.Relationship!.IsToMany)
            )
        )
        {
            urls.Add(UrlOf(route) + "?page[size]=0");
            urls.AddRange(IncludesOf(route).Select(i => $"{UrlOf(route)}?page[size]=0&include={i.Include}"));
        }

        await AddRowsAsync(0, 4);
        var before = await CountAsync(urls);
        await AddRowsAsync(4, 14);
        var after = await CountAsync(urls);
        Assert.That(
            urls.Where(u => after[u].Statements.Count > before[u].Statements.Count)
                .Select(u =>
                    $"{u}: {before[u].Statements.Count} -> {after[u].Statements.Count}\n  {string.Join("\n  ", after[u].Statements)}"
                ),
            Is.Empty
        );
        Assert.That(urls.Count(u => after[u].Rows >= before[u].Rows + 9), Is.GreaterThan(40), "the second count is made with more rows");
    }

    private async Task<Dictionary<string, (int Rows, IReadOnlyList<string> Statements)>> CountAsync(IEnumerable<string> urls)
    {
        var counts = new Dictionary<string, (int, IReadOnlyList<string>)>();
        foreach (var url in urls.Distinct())
        {
            var (answer, statements) = await _counter.GetAsync(_tenants.Server.Admin, url);
            counts[url] = (answer.Status == HttpStatusCode.OK ? answer.Data.GetArrayLength() : 0, statements);
        }

        return counts;
    }

    /// <summary>Adds rows of every type, with links, to the tenant's event.</summary>
    private async Task AddRowsAsync(int from, int to)
    {
        var owner = _tenants.TenantA.Clients["owner"];
        foreach (var type in SampleAttributes.EventTypes.Append("ticket"))
            for (var i = from; i < to; i++)
            {
                // An event can have only one row of some types.
                var made = await owner.PostAsync(
                    $"/v1/{ApiClient.PathOf(type)}",
                    JsonApiDocument.Of(type, null, SampleAttributes.For(type, $"more-{i}"), ("event", "event", _tenants.TenantA.EventId))
                );
                Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created).Or.EqualTo(HttpStatusCode.Conflict), made.Text);
            }

        foreach (var type in new[] { "event-type", "event-topic", "custom-system-role", "panel-permission", "user-permission" })
            for (var i = from; i < to; i++)
                await _tenants.Server.Admin.CreateAsync(type, SampleAttributes.For(type, $"more-{i}"));
        for (var i = from; i < to; i++)
        {
            await _tenants.Server.Admin.CreateAsync(
                "event-sub-topic",
                SampleAttributes.For("event-sub-topic", $"more-{i}"),
                ("event-topic", "event-topic", _tenants.SharedRowIds["event-topic"])
            );
            await owner.CreateAsync(
                "role-invite",
                new { email = $"more-{i}@example.org" },
                ("event", "event", _tenants.TenantA.EventId),
                ("role", "role", "3")
            );
            var person = await _tenants.Server.RegisterUserAsync(email: $"mate-{i}@example.org");
            await _tenants.Server.SqlAsync(
                $"""
                INSERT INTO users_events_roles (user_id, event_id, role_id)
                VALUES ({person.UserId}, {_tenants.TenantA.EventId}, {2 + (i % 4)})
                """
            );
            var order = (
                await person.PostAsync(
                    "/v1/orders/create-order",
                    new
                    {
                        tickets = new[]
                        {
                            new
                            {
                                id = long.Parse(_tenants.TenantA.RowIds["ticket"], System.Globalization.CultureInfo.InvariantCulture),
                                quantity = 1,
                            },
                        },
                    }
                )
            ).EnsureStatus(HttpStatusCode.OK);
            Assert.That(order.Id(), Is.Not.Empty);
            await owner.CreateAsync("event", SampleAttributes.Event($"more-{i}", "draft"));
        }
    }

    private static string Abbreviate(IEnumerable<string> statements) =>
        string.Join("\n  ", statements.Select(s => s.ReplaceLineEndings(" ")[..Math.Min(s.Length, 120)]));

    /// <summary>
    /// The includes of a route. Related lists load them by the code of the resource's own list, which has all. So each related list has a
    /// quarter of them, other lists others.
    /// </summary>
    private IEnumerable<(string Include, int Statements)> IncludesOf((RouteEndpoint Endpoint, ResourceRoute Route) route)
    {
        var resource = ResponseResource(route.Route)!;
        var hasAll = route.Route.Operation != "related" || !_routes.Any(r => r.Route.Operation == "list" && r.Route.Resource == resource);
        var turn = _routes.IndexOf(route);
        return resource.AllRelationships.SelectMany(PathsOf).Where((_, i) => hasAll || (i + turn) % 4 == 0);
    }

    private static IEnumerable<(string Include, int Statements)> PathsOf(Relationship relationship)
    {
        yield return (relationship.Name, StatementsOf(relationship));
        if (relationship.TargetResource is { } target)
            foreach (var next in target.AllRelationships.Take(3))
                yield return ($"{relationship.Name}.{next.Name}", StatementsOf(relationship) + StatementsOf(next));
    }

    private static int StatementsOf(Relationship segment) => segment.TargetResource is { HasFollowUp: true } ? 2 : 1;
}
