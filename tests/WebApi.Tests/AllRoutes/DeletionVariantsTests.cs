using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>What DELETE rejects is rejected in every variant of deleting, for every resource.</summary>
[TestFixture]
public sealed class DeletionVariantsTests
{
    private static readonly (string, string)[] NoEffect = [(TwoTenantServer.RollBackHeader, "1")];

    private TwoTenantServer _tenants = null!;
    private List<(Resource Resource, string Url)> _rows = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        var invite = _tenants.TenantA.RowIds["role-invite"];
        await _tenants.Server.SqlAsync($"UPDATE role_invites SET status = 'Accepted' WHERE id = {invite}");
        // The owner of the tenant has a role that blocks the deletion of the account, and the ticket has orders.
        _rows =
        [
            .. _tenants
                .Server.App.Services.GetRequiredService<ResourceCatalog>()
                .All.Where(r => r.CanDelete)
                .Select(r => (r, $"/v1/{r.Path}/{_tenants.RowIdOf(r.Type, _tenants.TenantA)}")),
        ];
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_permanent_deletion_is_rejected_where_a_deletion_is()
    {
        List<string> holes = [];
        var rejectedCount = 0;
        foreach (var role in new[] { "admin", "super_admin" })
        foreach (var (resource, url) in _rows)
        {
            var plain = await DeleteAsync(role, url);
            var permanent = await DeleteAsync(role, $"{url}?permanent=true");
            Assert.That((int)permanent.Status, Is.LessThan(500), url);
            if ((int)plain.Status < 300)
                continue;
            rejectedCount++;
            if (permanent.Status != plain.Status)
                holes.Add($"{role} {resource.Type}: {(int)plain.Status}, permanently {(int)permanent.Status}");
        }

        Assert.That(holes, Is.Empty);
        Assert.That(rejectedCount, Is.GreaterThan(6), "the samples include rows that may not be deleted");
    }

    [Test]
    public async Task A_patch_of_deleted_at_deletes_nothing()
    {
        List<string> holes = [];
        var soft = _rows.Where(r => r.Resource is { IsSoftDeleted: true, CanUpdate: true }).ToList();
        Assert.That(soft, Has.Count.GreaterThan(10));
        foreach (var (resource, url) in soft)
        {
            var document = JsonApiDocument.Of(resource.Type, url.Split('/')[^1], new { deleted_at = "2030-01-01T00:00:00Z" });
            var response = await _tenants.ClientFor("super_admin", _tenants.TenantA).PatchAsync(url, document, NoEffect);
            var isDeleted = (int)response.Status == 200 && response.Text.Contains("2030-01-01T00:00:00", StringComparison.Ordinal);
            if (isDeleted || (int)response.Status >= 500)
                holes.Add($"{resource.Type}: {(int)response.Status}");
        }

        Assert.That(holes, Is.Empty);
    }

    private Task<ApiResponse> DeleteAsync(string role, string url) =>
        _tenants.ClientFor(role, _tenants.TenantA).DeleteAsync(url, null, NoEffect);
}
