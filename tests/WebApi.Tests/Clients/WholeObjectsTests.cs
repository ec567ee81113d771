using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Proof;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>
/// Clients send whole objects: a create with every attribute, null where it is unset; a PATCH with all attributes back. An unchanged value is never an
/// error, whoever sends it (<c>spec/openevent/clients.md</c>).
/// </summary>
[TestFixture]
public sealed class WholeObjectsTests
{
    private ProvingGround _ground = null!;
    private List<Resource> _resources = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _ground = await ProvingGround.StartAsync();
        _resources = [.. _ground.Server.App.Services.GetRequiredService<ResourceCatalog>().All];
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _ground.DisposeAsync();

    [Test]
    public async Task A_document_that_comes_back_as_it_went_is_no_error_from_anybody_who_may_change_it(
        [Values("owner", "organizer", "coorganizer", "buyer", "admin", "super_admin")] string role
    )
    {
        List<string> wrong = [];
        var accepted = 0;
        var person = _ground.Who(role, _ground.Here);
        foreach (var resource in _resources.Where(r => r.CanUpdate))
        {
            var id =
                resource.Type == "user" && role is not ("admin" or "super_admin")
                    ? $"{person.UserId}"
                    : _ground.RowOf(resource.Type, _ground.Here);
            var url = $"/v1/{resource.Path}/{id}";
            var before = await person.GetAsync(url);
            if (before.Status != HttpStatusCode.OK)
                continue;
            if (
                (await person.PatchAsync(url, Document.Of(resource.Type, before.Id(), new { }), (ProvingGround.NoEffect, "1"))).Status
                != HttpStatusCode.OK
            )
                continue;
            var after = await person.PatchAsync(url, await SameAsync(person, resource, before));
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
    public async Task A_create_with_every_attribute_null_or_false_is_as_good_as_one_without()
    {
        var (collector, created) = (new Unset(), 0);
        List<string> wrong = [];
        foreach (var resource in _resources.Where(r => r.CanCreate && r.Type != "order"))
        {
            collector.Attributes.Clear();
            resource.Accept(collector);
            var body = (JsonObject)
                Requests.BodyOf(_ground, "POST", $"/v1/{resource.Path}", new JsonApi.Surface(resource, "create"), _ground.Here)!;
            var plain = await _ground.Server.Admin.PostAsync($"/v1/{resource.Path}", body.DeepClone(), (ProvingGround.NoEffect, "1"));
            if (plain.Status == HttpStatusCode.Created)
                created++;
            var attributes = (JsonObject)body["data"]!["attributes"]!;
            foreach (var (name, value) in collector.Attributes)
                attributes.TryAdd(name, value?.DeepClone());
            var made = await _ground.Server.Admin.PostAsync($"/v1/{resource.Path}", body, (ProvingGround.NoEffect, "1"));
            // Of some types an event has one already, however little is sent.
            if (made.Status != plain.Status)
                wrong.Add($"{resource.Type}: {plain.Status} becomes {made.Text}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(created, Is.GreaterThan(10));
    }

    [Test]
    public async Task Read_only_and_unknown_attributes_are_ignored()
    {
        var owner = _ground.Here.People["owner"];
        var url = $"/v1/events/{_ground.Here.EventId}";
        var before = await owner.GetAsync(url);
        var after = (
            await owner.PatchAsync(
                url,
                Document.Of(
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
        ).Must(HttpStatusCode.OK);
        Assert.That(AttributesOf(after), Is.EqualTo(AttributesOf(before)));
    }

    private static string AttributesOf(Answer answer) =>
        string.Join(
            ',',
            answer
                .Data.GetProperty("attributes")
                .EnumerateObject()
                .Where(a => a.Name is not ("last-accessed-at" or "updated-at" or "modified-at"))
                .Select(a => a.ToString())
        );

    /// <summary>All attributes, and the to-one relationships that are set.</summary>
    private static async Task<JsonObject> SameAsync(Client person, Resource resource, Answer before)
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

    private sealed class Unset : IResourceVisitor
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
