using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Clients of any role cannot set read-only fields by POST or PATCH, for every resource.</summary>
[TestFixture]
public sealed class ServerOwnedFieldsTests
{
    private TwoTenantServer _tenants = null!;
    private List<ServerOwnedFields> _all = null!;

    /// <summary>Its routes answer 403 to every write.</summary>
    private const string WrittenByImports = "import-job";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        var collector = new ReadOnlyFieldCollector();
        foreach (var resource in _tenants.Server.App.Services.GetRequiredService<ResourceCatalog>().All)
            resource.Accept(collector);
        _all = collector.Found;
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_patch_by_a_super_admin_changes_no_server_owned_field()
    {
        List<string> changed = [];
        foreach (var (resource, fields) in _all.Where(o => o.Resource.CanUpdate && o.Resource.Type != WrittenByImports))
        {
            var id = _tenants.RowIdOf(resource.Type, _tenants.TenantA);
            var before = (await _tenants.Server.Admin.GetAsync($"/v1/{resource.Path}/{id}")).EnsureStatus(HttpStatusCode.OK);
            var body = JsonApiDocument.Of(resource.Type, before.Id(), SampleAttributes.ChangeFor(resource.Type, "owned"));
            SetForgedValues(body, fields);
            // Nobody else changes the code of a user.
            var writer = resource.Type == "lab-script" ? _tenants.TenantA.Clients["owner"] : _tenants.Server.Admin;
            (await writer.PatchAsync($"/v1/{resource.Path}/{id}", body)).EnsureStatus(HttpStatusCode.OK);
            var after = await _tenants.Server.Admin.GetAsync($"/v1/{resource.Path}/{id}");
            // The slug follows the changed name, the time of the last change is updated, and a resolved refund changes its state. No field
            // may get the value that the client sent.
            changed.AddRange(
                fields
                    .Where(f =>
                        f.Name is "last-modified-at" or "modified-at" or "updated-at"
                        || (resource.Type == "refund" && f.Name is "state" or "failure-text")
                            ? after.Attribute(f.Name).GetRawText() == f.Value.ToJsonString()
                            : before.Attribute(f.Name).GetRawText() != after.Attribute(f.Name).GetRawText()
                                && !(f.Name == "slug" && after.Attribute("slug").GetString()!.EndsWith("owned", StringComparison.Ordinal))
                    )
                    .Select(f => $"{resource.Type}.{f.Name}")
            );
        }

        Assert.That(changed, Is.Empty);
    }

    [Test]
    public async Task A_post_sets_no_server_owned_field()
    {
        List<string> set = [];
        // Nobody gives feedback in the name of another user, not even staff; it has no server-owned fields.
        foreach (
            var (resource, fields) in _all.Where(o =>
                o.Resource.CanCreate && o.Resource.Type is not ("order" or "feedback" or WrittenByImports)
            )
        )
        {
            var body = (JsonObject)
                SampleRequests.BodyOf(
                    _tenants,
                    "POST",
                    $"/v1/{resource.Path}",
                    new JsonApi.ResourceRoute(resource, "create"),
                    _tenants.TenantA
                )!;
            SetForgedValues(body, fields);
            if (SampleAttributes.OncePerEvent.Contains(resource.Type))
                body["data"]!["relationships"]!["event"]!["data"]!["id"] = (
                    await _tenants.Server.Admin.CreateAsync("event", SampleAttributes.Event("fresh", "published"))
                ).Id();
            body["data"]!["id"] = "987654";
            var made = (await _tenants.Server.Admin.PostAsync($"/v1/{resource.Path}", body)).EnsureStatus(HttpStatusCode.Created);
            if (made.Id() == "987654")
                set.Add($"{resource.Type}.id");
            // The server always sets success to true on a check-in, which is also the value that is sent here.
            set.AddRange(
                fields
                    .Where(f => f.Name != "success" && made.Attribute(f.Name).GetRawText() == f.Value.ToJsonString())
                    .Select(f => $"{resource.Type}.{f.Name}")
            );
        }

        Assert.That(set, Is.Empty);
    }

    [Test]
    public void Resources_declare_server_owned_fields() => Assert.That(_all.Sum(o => o.Fields.Count), Is.GreaterThan(30));

    private static void SetForgedValues(JsonObject body, IReadOnlyList<(string Name, JsonNode Value)> fields)
    {
        var attributes = body["data"]!["attributes"] as JsonObject ?? [];
        body["data"]!["attributes"] = attributes.Parent is null ? attributes : attributes.DeepClone();
        foreach (var (name, value) in fields)
            body["data"]!["attributes"]![name] = value.DeepClone();
    }

    private sealed record ServerOwnedFields(Resource Resource, IReadOnlyList<(string Name, JsonNode Value)> Fields);

    private sealed class ReadOnlyFieldCollector : IResourceVisitor
    {
        public List<ServerOwnedFields> Found { get; } = [];

        public void Visit<T>(Resource<T> resource)
            where T : Entity =>
            Found.Add(
                new ServerOwnedFields(
                    resource,
                    [.. resource.Fields.Where(f => f is { IsReadOnly: true, IsWriteOnly: false }).Select(f => (f.Name, Forged(f.Schema)))]
                )
            );

        private static JsonNode Forged((string Type, string? Format) schema) =>
            schema switch
            {
                ("boolean", _) => JsonValue.Create(true),
                ("integer", _) => JsonValue.Create(987654),
                ("number", _) => JsonValue.Create(98765.25),
                ("string", "date-time") => JsonValue.Create("2001-02-03T04:05:06+00:00"),
                _ => JsonValue.Create("https://example.org/forged"),
            };
    }
}
