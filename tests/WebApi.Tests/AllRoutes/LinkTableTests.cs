using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// Writes every relationship of every resource from both ends, by document and by relationship URL, as every role of the event and as some
/// of another event (<see cref="TestRoles.IsTried"/>), and compares the statuses with <c>links.txt</c>. To accept a change, run
/// <c>OPENEVENT_ACCEPT_SURFACE=1 dotnet test --filter LinkTableTests</c> and review the diff.
/// </summary>
[TestFixture]
public sealed class LinkTableTests
{
    private static readonly string File = Path.Combine(SourceFolder(), "links.txt");
    private static readonly (string, string)[] NoEffect = [(TwoTenantServer.RollBackHeader, "1")];

    private TwoTenantServer _tenants = null!;
    private ResourceCatalog _catalog = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        _catalog = _tenants.Server.App.Services.GetRequiredService<ResourceCatalog>();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Every_way_of_writing_every_link_answers_every_role_as_in_the_table()
    {
        var table = await DescribeAsync();
        if (Environment.GetEnvironmentVariable("OPENEVENT_ACCEPT_SURFACE") == "1")
            await System.IO.File.WriteAllTextAsync(File, table);
        var expected = (System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "").Split('\n');
        Assert.That(table.Split('\n').Except(expected).Concat(expected.Except(table.Split('\n')).Select(line => "was: " + line)), Is.Empty);
    }

    /// <summary>This checks the accepted table, so that a hole cannot be accepted together with other changes of the file.</summary>
    [Test]
    public async Task No_role_of_another_event_writes_a_link_of_this_one()
    {
        var lines = (await System.IO.File.ReadAllLinesAsync(File)).Where(line => line.Length > 0 && line[0] is not '#').ToList();
        Assert.That(lines, Has.Count.GreaterThan(150));
        Assert.That(lines.SelectMany(FindHoles), Is.Empty);
        Assert.That(FindHoles(Line("200", "200")), Is.Not.Empty, "a control: a stranger adds a link");
        Assert.That(FindHoles(Line("403", "200")), Is.Not.Empty, "a control: the owner of another event adds a link");
        Assert.That(FindHoles(Line("403", "403")), Is.Empty);

        static string Line(string verified, string others) =>
            "sessions/speakers add "
            + string.Join(
                ' ',
                TestRoles.All.Select(role =>
                    role.EndsWith('\'') ? others
                    : role == "verified" ? verified
                    : "403"
                )
            );
    }

    /// <summary>
    /// 204 means that nothing was written. Documents are left out: one that a role may send for other reasons may name a link without
    /// writing it.
    /// </summary>
    private static IEnumerable<string> FindHoles(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts[1] is "create" or "update")
            yield break;
        foreach (var (role, status) in TestRoles.All.Zip(parts[2..]))
            if ((role.EndsWith('\'') || role is "verified" or "unverified" or "anonymous") && status == "200")
                yield return $"{parts[0]} {parts[1]}: {role} gets {status}";
    }

    private async Task<string> DescribeAsync()
    {
        var text = new StringBuilder("# relationship way, then the status for: ").AppendJoin(' ', TestRoles.All).Append('\n');
        foreach (var resource in _catalog.All.OrderBy(r => r.Path, StringComparer.Ordinal))
        foreach (var relationship in resource.AllRelationships.Where(r => r.IsLinkable && r.TargetResource is not null))
        foreach (var way in WaysOf(resource, relationship))
        {
            text.Append($"{resource.Path}/{relationship.Name} {way}");
            foreach (var role in TestRoles.All)
                if (TestRoles.IsTried(role, way, $"{resource.Path}/{relationship.Name}"))
                    text.Append(' ').Append((int)(await SendAsync(role, way, resource, relationship)).Status);
                else
                    text.Append(' ').Append(SurfaceLine.NotTried);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> WaysOf(Resource resource, Relationship relationship)
    {
        if (resource.CanCreate)
            yield return "create";
        if (!resource.CanUpdate)
            yield break;
        yield return "update";
        yield return "replace";
        if (relationship.IsRequired)
            yield break;
        yield return "add";
        yield return "remove";
    }

    private async Task<ApiResponse> SendAsync(string role, string way, Resource resource, Relationship relationship)
    {
        var tenant = _tenants.TenantA;
        var id = _tenants.RowIdOf(resource.Type, tenant);
        var linkage = new JsonObject { ["data"] = LinkageOf(relationship, tenant) };
        var (method, url, body) = way switch
        {
            "create" => ("POST", $"/v1/{resource.Path}", WithLink(CreateDocument(resource, tenant), relationship, linkage)),
            "update" => ("PATCH", $"/v1/{resource.Path}/{id}", WithLink(JsonApiDocument.Of(resource.Type, id), relationship, linkage)),
            "replace" => ("PATCH", $"/v1/{resource.Path}/{id}/relationships/{relationship.Name}", linkage),
            "add" => ("POST", $"/v1/{resource.Path}/{id}/relationships/{relationship.Name}", linkage),
            _ => ("DELETE", $"/v1/{resource.Path}/{id}/relationships/{relationship.Name}", linkage),
        };
        var response = await _tenants.ClientFor(role, tenant).SendAsync(new HttpMethod(method), url, body, NoEffect);
        Assert.That((int)response.Status, Is.LessThan(500), $"{method} {url} as {role}: {response.Text}");
        return response;
    }

    private JsonObject CreateDocument(Resource resource, Tenant tenant) =>
        (JsonObject)
            SampleRequests.BodyOf(_tenants, "POST", $"/v1/{resource.Path}", new WebApi.JsonApi.ResourceRoute(resource, "create"), tenant)!;

    private JsonNode LinkageOf(Relationship relationship, Tenant tenant)
    {
        var type = relationship.TargetResource!.Type;
        var identifier = JsonApiDocument.Identifier(type, type == "role" ? "5" : _tenants.RowIdOf(type, tenant));
        return relationship.IsToMany ? new JsonArray(identifier) : identifier;
    }

    private static JsonObject WithLink(JsonObject document, Relationship relationship, JsonObject linkage)
    {
        var data = document["data"]!.AsObject();
        if (data["relationships"] is not JsonObject relationships)
            data["relationships"] = relationships = [];
        relationships.TryAdd(relationship.Name, linkage);
        return document;
    }

    private static string SourceFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));
}
