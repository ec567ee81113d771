using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// Tenants with the same kinds of rows and a marker in every text: no response to one tenant contains a marker of another one, in lists,
/// includes, filters or relationships.
/// </summary>
[TestFixture]
public sealed class TenantIsolationTests
{
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
    public async Task No_role_of_another_tenant_reads_a_draft_or_its_content()
    {
        List<string> leaks = [];
        string[] roles = [.. TestRoles.OfTenant, "anonymous", "unverified", "verified"];
        foreach (var (role, turn) in roles.Select((role, i) => (role, i)))
        {
            var person = _tenants.ClientFor(role, _tenants.TenantB);
            // Each URL is read by a quarter of the roles, and each role reads a quarter of the URLs.
            foreach (var url in UrlsFor(_tenants.DraftTenant).Where((_, i) => (i + turn) % 4 == 0))
            {
                var answer = await person.GetAsync(url);
                if (answer.Text.Contains(_tenants.DraftTenant.Marker, StringComparison.OrdinalIgnoreCase))
                    leaks.Add($"{role}: {url}");
            }
        }

        Assert.That(leaks, Is.Empty);
    }

    [Test]
    public async Task Filters_reveal_nothing_about_hidden_rows()
    {
        List<string> leaks = [];
        foreach (var (url, filter, isPrivate) in ProbeFiltersFor(_tenants.DraftTenant.Marker))
        {
            var answer = await _tenants
                .ClientFor("owner", _tenants.TenantB)
                .GetAsync($"{url}?filter={Uri.EscapeDataString(filter)}&page[size]=0");
            if (answer.Status == HttpStatusCode.BadRequest && !isPrivate)
                leaks.Add($"{url} {filter}: {answer.Text}");
            if (answer.Status == HttpStatusCode.OK && answer.Data.GetArrayLength() > 0)
                leaks.Add($"{url} {filter}");
        }

        Assert.That(leaks, Is.Empty);
    }

    [Test]
    public async Task The_owner_can_read_what_other_users_cannot()
    {
        // A check of the tests above: the same requests return the markers to the owner, who may see them. Thirty answers show that.
        var found = 0;
        foreach (var url in UrlsFor(_tenants.DraftTenant).TakeWhile(_ => found <= 30))
        {
            var answer = await _tenants.ClientFor("owner", _tenants.DraftTenant).GetAsync(url);
            if (answer.Text.Contains(_tenants.DraftTenant.Marker, StringComparison.Ordinal))
                found++;
        }

        Assert.That(found, Is.GreaterThan(30));
    }

    /// <summary>
    /// The URLs of every list, of the tenant's rows with each relationship included, and of every related list and linkage.
    /// </summary>
    private IEnumerable<string> UrlsFor(Tenant tenant)
    {
        foreach (var resource in _catalog.All)
        {
            var relationships = resource.AllRelationships.Where(r => r.TargetResource is not null).ToList();
            yield return $"/v1/{resource.Path}?page[size]=0";
            foreach (var relationship in relationships)
                yield return $"/v1/{resource.Path}?page[size]=0&include={relationship.Name}";
            if (!tenant.RowIds.TryGetValue(resource.Type, out var id))
                continue;
            yield return $"/v1/{resource.Path}/{id}";
            foreach (var relationship in relationships)
            {
                yield return $"/v1/{resource.Path}/{id}?include={relationship.Name}";
                yield return $"/v1/{resource.Path}/{id}/{relationship.Name}";
                yield return $"/v1/{resource.Path}/{id}/relationships/{relationship.Name}";
            }
        }
    }

    /// <summary>For each relationship, filters that find out whether a row with the marker in a text field exists.</summary>
    private IEnumerable<(string Url, string Filter, bool IsPrivate)> ProbeFiltersFor(string marker)
    {
        var collector = new ProbeFilterCollector(marker);
        foreach (var resource in _catalog.All)
            resource.AcceptRelationships(collector);
        return collector.Filters;
    }

    private sealed class ProbeFilterCollector(string marker) : IRelationshipVisitor
    {
        public List<(string Url, string Filter, bool IsPrivate)> Filters { get; } = [];

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            var op = relationship.IsToMany ? "any" : "has";
            var fields = relationship
                .Target.Fields.Where(f => f is { IsFilterable: true, IsWriteOnly: false } && f.ValueType == typeof(string))
                .ToList();
            foreach (var part in fields.Where(f => !f.IsPrivate).Chunk(40))
                Add(owner, relationship, op, part);
            // A private field may be rejected, and would hide what the others reveal.
            foreach (var field in fields.Where(f => f.IsPrivate))
                Add(owner, relationship, op, [field]);
        }

        private void Add<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship, string op, Field<TTarget>[] fields)
            where T : Entity
            where TTarget : Entity
        {
            var conditions = fields.Select(f => $$"""{"name":"{{f.Name}}","op":"ilike","val":"%{{marker}}%"}""");
            var any = $$$"""{"or":[{{{string.Join(',', conditions)}}}]}""";
            var filter = $$"""[{"name":"{{relationship.Name}}","op":"{{op}}","val":{{any}}}]""";
            Filters.Add(($"/v1/{owner.Path}", filter, fields.Any(f => f.IsPrivate)));
        }
    }
}
