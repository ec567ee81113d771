using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>For every writable attribute of every resource: null clears it, and a missing attribute is left unchanged.</summary>
[TestFixture]
public sealed class NullAndAbsentTests
{
    private static readonly object[] Candidates =
    [
        "https://example.org/x",
        "user@example.org",
        "some text",
        true,
        3,
        2.5,
        "2031-02-03T04:05:06+00:00",
        "EUR",
        "UTC",
    ];

    /// <summary>Fields with special rules: identity, money, state, and flags that grant permissions.</summary>
    private static readonly string[] SpecialFields =
    [
        "deleted-at",
        "email",
        "state",
        "status",
        "starts-at",
        "ends-at",
        "sales-starts-at",
        "sales-ends-at",
        "amount",
        "is-verified",
        "is-blocked",
        "is-admin",
        "cancel-note",
        "is-resolved",
        // Null stands for what the configuration says.
        "app-name",
        "frontend-url",
        "static-domain",
        "order-expiry-time",
    ];

    private TwoTenantServer _tenants = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _tenants = await TwoTenantServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Null_clears_a_field_and_absence_keeps_it()
    {
        var collector = new WritableFieldCollector();
        foreach (var resource in _tenants.Server.App.Services.GetRequiredService<ResourceCatalog>().All.Where(r => r.CanUpdate))
            resource.Accept(collector);
        List<string> wrong = [];
        var tried = 0;
        foreach (var (resource, field, nullable) in collector.Found)
        {
            var id = _tenants.RowIdOf(resource.Type, _tenants.TenantA);
            var url = $"/v1/{resource.Path}/{id}";
            var start = (await _tenants.Server.Admin.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
            if (await SetAsync(resource, url, start, field) is not { } set)
                continue;
            tried++;

            var unchanged = await PatchAsync(resource, url, start, []);
            if (unchanged.Status != HttpStatusCode.OK || unchanged.Attribute(field).GetRawText() != set)
                wrong.Add($"{resource.Type}.{field}: absence changed {set}: {unchanged.Text[..Math.Min(200, unchanged.Text.Length)]}");
            var cleared = await PatchAsync(resource, url, start, new JsonObject { [field] = null });
            if (cleared.Status == HttpStatusCode.UnprocessableEntity && !nullable)
                continue;
            if (cleared.Status != HttpStatusCode.OK)
                wrong.Add($"{resource.Type}.{field}: null is {cleared.Status} {cleared.Text}");
            else if (nullable && cleared.Attribute(field).ValueKind != JsonValueKind.Null)
                wrong.Add($"{resource.Type}.{field}: null did not clear {set}");
            else if (!nullable && cleared.Attribute(field).ValueKind == JsonValueKind.Null)
                wrong.Add($"{resource.Type}.{field} may not be null");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(tried, Is.GreaterThan(100));
    }

    private async Task<string?> SetAsync(Resource resource, string url, ApiResponse start, string field)
    {
        foreach (var candidate in Candidates)
        {
            var before = start.Attribute(field).GetRawText();
            var answer = await PatchAsync(resource, url, start, new JsonObject { [field] = JsonSerializer.SerializeToNode(candidate) });
            if (
                answer.Status == HttpStatusCode.OK
                && answer.Attribute(field).ValueKind != JsonValueKind.Null
                && (
                    before != answer.Attribute(field).GetRawText()
                    || answer.Attribute(field).ValueKind is JsonValueKind.True or JsonValueKind.Number
                )
            )
                return answer.Attribute(field).GetRawText();
            if ((int)answer.Status >= 500)
                return "server error";
        }

        return null;
    }

    private Task<ApiResponse> PatchAsync(Resource resource, string url, ApiResponse start, JsonObject attributes) =>
        _tenants.Server.Admin.PatchAsync(
            url,
            new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["type"] = resource.Type,
                    ["id"] = start.Id(),
                    ["attributes"] = attributes,
                },
            }
        );

    private sealed class WritableFieldCollector : IResourceVisitor
    {
        public List<(Resource Resource, string Field, bool Nullable)> Found { get; } = [];

        public void Visit<T>(Resource<T> resource)
            where T : Entity =>
            Found.AddRange(
                resource
                    .Fields.Where(f => f is { IsReadOnly: false, IsWriteOnly: false, IsStored: true } && !SpecialFields.Contains(f.Name))
                    .Select(f => ((Resource)resource, f.Name, f.IsNullable))
            );
    }
}
