using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.ResourceApi;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The number of SQL statements of each named route and of each write, as the owner of the event or else as staff, compared with
/// <c>statements.txt</c>: it may fall and not rise. To accept the numbers of today, run
/// <c>OPENEVENT_ACCEPT_SURFACE=1 dotnet test --filter StatementTableTests</c> and review the diff. Reads of resources have bounds of their
/// own (<see cref="StatementsTests"/>).
/// </summary>
[TestFixture]
public sealed class StatementTableTests : IDisposable
{
    private static readonly string File = Path.Combine(SourceFolder(), "statements.txt");

    /// <summary>Now and then a request also does work for others, such as deleting expired counters.</summary>
    private const int Attempts = 4;

    private readonly StatementCounter _counter = new();
    private TwoTenantServer _tenants = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _tenants = await TwoTenantServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    public void Dispose() => _counter.Dispose();

    [Test]
    public async Task No_route_needs_more_statements_than_the_table_says()
    {
        var isAccepted = Environment.GetEnvironmentVariable("OPENEVENT_ACCEPT_SURFACE") == "1";
        var allowed = isAccepted ? [] : ReadTable();
        List<string> lines = [];
        List<string> wrong = [];
        foreach (var (method, endpoint) in FindRoutes())
        {
            var name = $"{method, -6} {endpoint.RoutePattern.RawText}";
            var most = allowed.GetValueOrDefault(name, -1);
            var count = await CountAsync(method, endpoint, isAccepted ? int.MaxValue - 1 : most);
            lines.Add($"{name} {count}");
            if (count > most)
                wrong.Add(most < 0 ? $"{name} is not in the table: {count}" : $"{name}: {count} > {most}");
        }

        if (isAccepted)
            await System.IO.File.WriteAllTextAsync(File, string.Join('\n', lines) + '\n');
        else
            Assert.That(wrong.Concat(allowed.Keys.Except(lines.Select(NameOf)).Select(name => $"{name} is no route")), Is.Empty);
        Assert.That(lines, Has.Count.GreaterThan(500));
    }

    [Test]
    public async Task Statements_of_writes_are_counted()
    {
        var one = FindRoutes().Single(r => r is { Method: "POST", Endpoint.RoutePattern.RawText: "/v1/faqs" });
        Assert.That(await CountAsync(one.Method, one.Endpoint, 0), Is.InRange(2, 15), "a control");
    }

    /// <summary>The least of some attempts, until it is not more than <paramref name="most"/>.</summary>
    private async Task<int> CountAsync(string method, RouteEndpoint endpoint, int most)
    {
        var (route, resource) = (endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<ResourceRoute>());
        var form = LegacyFormBodies.For(route);
        (string, string)[] headers = form is null
            ? [(TwoTenantServer.RollBackHeader, "1")]
            : [(TwoTenantServer.RollBackHeader, "1"), LegacyFormBodies.Header];
        var least = int.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > most; attempt++)
            foreach (var role in new[] { "owner", "super_admin" })
            {
                var (answer, statements) = await _counter.SendAsync(
                    _tenants.ClientFor(role, _tenants.TenantA),
                    new HttpMethod(method),
                    SampleRequests.UrlOf(_tenants, route, resource, _tenants.TenantA),
                    form ?? (object?)SampleRequests.BodyOf(_tenants, method, route, resource, _tenants.TenantA),
                    headers
                );
                if (role == "owner" && (int)answer.Status is 403 or 404)
                    continue;
                least = Math.Min(least, statements.Count);
                break;
            }

        return least;
    }

    private IEnumerable<(string Method, RouteEndpoint Endpoint)> FindRoutes() =>
        _tenants
            .Server.App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e =>
                e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(m => m != "HEAD").Select(m => (Method: m, Endpoint: e))
                ?? []
            )
            .Where(r => r.Method != "GET" || r.Endpoint.Metadata.GetMetadata<ResourceRoute>() is null)
            .OrderBy(r => r.Endpoint.RoutePattern.RawText, StringComparer.Ordinal)
            .ThenBy(r => r.Method, StringComparer.Ordinal);

    private static Dictionary<string, int> ReadTable() =>
        System
            .IO.File.ReadAllLines(File)
            .ToDictionary(NameOf, line =>
                int.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture)
            );

    private static string NameOf(string line) => line[..line.LastIndexOf(' ')];

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));
}
