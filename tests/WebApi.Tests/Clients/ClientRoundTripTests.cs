using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>
/// Clients send whole objects: a create with every attribute, null if it is unset, and a PATCH with all attributes that they read.
/// An unchanged value is never an error, whatever the client's role (docs/reference/client-expectations.md#full-object-updates).
/// </summary>
[TestFixture]
public sealed class ClientRoundTripTests
{
    private TwoTenantServer _tenants = null!;
    private List<Resource> _resources = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        _resources = [.. _tenants.Server.App.Services.GetRequiredService<ResourceCatalog>().All];
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_document_sent_back_unchanged_is_accepted_from_every_role_with_write_access(
        [Values("owner", "organizer", "coorganizer", "buyer", "admin", "super_admin")] string role
    )
    {
        List<string> wrong = [];
        var accepted = 0;
        var person = _tenants.ClientFor(role, _tenants.TenantA);
        foreach (var resource in _resources.Where(r => r.CanUpdate))
        {
            var id =
                resource.Type == "user" && role is not ("admin" or "super_admin")
                    ? $"{person.UserId}"
                    : _tenants.RowIdOf(resource.Type, _tenants.TenantA);
            var url = $"/v1/{resource.Path}/{id}";
            var before = await person.GetAsync(url);
            if (before.Status != HttpStatusCode.OK)
                continue;
            if (
                (
                    await person.PatchAsync(
                        url,
                        JsonApiDocument.Of(resource.Type, before.Id(), new { }),
                        (TwoTenantServer.RollBackHeader, "1")
                    )
                ).Status != HttpStatusCode.OK
            )
                continue;
            var after = await person.PatchAsync(url, await SameDocumentAsync(person, resource, before));
            accepted++;
            if (after.Status != HttpStatusCode.OK)
                wrong.Add($"{url}: {after.Text}");
            else if (AttributesOf(after) != AttributesOf(before))
                wrong.Add($"{url}: {AttributesOf(before)} -> {AttributesOf(after)}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(accepted, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_create_with_null_or_false_attributes_equals_one_without_them()
    {
        var collector = new UnsetAttributeCollector();
        var created = 0;
        List<string> wrong = [];
        foreach (var resource in _resources.Where(r => r.CanCreate && r.Type != "order"))
        {
            collector.Attributes.Clear();
            resource.Accept(collector);
            var body = (JsonObject)
                SampleRequests.BodyOf(
                    _tenants,
                    "POST",
                    $"/v1/{resource.Path}",
                    new JsonApi.ResourceRoute(resource, "create"),
                    _tenants.TenantA
                )!;
            var plain = await _tenants.Server.Admin.PostAsync(
                $"/v1/{resource.Path}",
                body.DeepClone(),
                (TwoTenantServer.RollBackHeader, "1")
            );
            if (plain.Status == HttpStatusCode.Created)
                created++;
            var attributes = (JsonObject)body["data"]!["attributes"]!;
            foreach (var (name, value) in collector.Attributes)
                attributes.TryAdd(name, value?.DeepClone());
            var made = await _tenants.Server.Admin.PostAsync($"/v1/{resource.Path}", body, (TwoTenantServer.RollBackHeader, "1"));
            // An event already has a row of some types, so both requests are rejected alike.
            if (made.Status != plain.Status)
                wrong.Add($"{resource.Type}: {plain.Status} becomes {made.Text}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(created, Is.GreaterThan(10));
    }

    [Test]
    public async Task Read_only_and_unknown_attributes_are_ignored()
    {
        var owner = _tenants.TenantA.Clients["owner"];
        var url = $"/v1/events/{_tenants.TenantA.EventId}";
        var before = await owner.GetAsync(url);
        var after = (
            await owner.PatchAsync(
                url,
                JsonApiDocument.Of(
                    "event",
                    before.Id(),
                    new
                    {
                        identifier = "mine",
                        created_at = "2001-01-01T00:00:00Z",
                        nope = new { a = 1 },
                        slug = 5,
                    }
                )
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(AttributesOf(after), Is.EqualTo(AttributesOf(before)));
    }

    private static string AttributesOf(ApiResponse answer) =>
        string.Join(
            ',',
            answer
                .Data.GetProperty("attributes")
                .EnumerateObject()
                .Where(a => a.Name is not ("last-accessed-at" or "updated-at" or "modified-at"))
                .Select(a => a.ToString())
        );

    /// <summary>The document as it was read: all attributes, and the to-one relationships that are set.</summary>
    private static async Task<JsonObject> SameDocumentAsync(ApiClient person, Resource resource, ApiResponse before)
    {
        var relationships = new JsonObject();
        foreach (var relationship in resource.AllRelationships.Where(r => !r.IsToMany && r.TargetResource is not null))
        {
            var linkage = await person.GetAsync($"/v1/{resource.Path}/{before.Id()}/relationships/{relationship.Name}");
            if (linkage.Status == HttpStatusCode.OK && linkage.Data.ValueKind == System.Text.Json.JsonValueKind.Object)
                relationships[relationship.Name] = new JsonObject { ["data"] = JsonNode.Parse(linkage.Data.GetRawText()) };
        }

        return new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["type"] = resource.Type,
                ["id"] = before.Id(),
                ["attributes"] = JsonNode.Parse(before.Data.GetProperty("attributes").GetRawText()),
                ["relationships"] = relationships,
            },
        };
    }

    private sealed class UnsetAttributeCollector : IResourceVisitor
    {
        public Dictionary<string, JsonNode?> Attributes { get; } = [];

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            foreach (var field in resource.Fields.Where(f => !f.IsRequired))
                Attributes[field.Name] = field.Schema.Type == "boolean" ? JsonValue.Create(false) : null;
        }
    }
}
