using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>Two mirrored tenants with marked texts: no answer for one holds a text of the other, through lists, includes, filters or relationships.</summary>
[TestFixture]
public sealed class TenantsTests
{
    private ProvingGround _ground = null!;
    private ResourceCatalog _catalog = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _ground = await ProvingGround.StartAsync();
        _catalog = _ground.Server.App.Services.GetRequiredService<ResourceCatalog>();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _ground.DisposeAsync();

    [Test]
    public async Task Nobody_of_another_tenant_reads_a_draft_or_anything_in_it()
    {
        List<string> leaks = [];
        foreach (var role in Roles.OfTenant.Concat(["anonymous", "unverified", "verified"]))
        {
            var person = _ground.Who(role, _ground.There);
            foreach (var url in UrlsFor(_ground.Draft))
            {
                var answer = await person.GetAsync(url);
                if (answer.Text.Contains(_ground.Draft.Mark, StringComparison.OrdinalIgnoreCase))
                    leaks.Add($"{role}: {url}");
            }
        }

        Assert.That(leaks, Is.Empty);
    }

    [Test]
    public async Task Filters_tell_nothing_of_what_is_hidden()
    {
        List<string> leaks = [];
        foreach (var (url, filter) in OraclesFor(_ground.Draft.Mark))
        {
            var answer = await _ground.Who("owner", _ground.There).GetAsync($"{url}?filter={Uri.EscapeDataString(filter)}&page[size]=0");
            if (answer.Status == System.Net.HttpStatusCode.OK && answer.Data.GetArrayLength() > 0)
                leaks.Add($"{url} {filter}");
        }

        Assert.That(leaks, Is.Empty);
    }

    [Test]
    public async Task The_owner_himself_finds_what_strangers_do_not()
    {
        // The control: the same requests do find the marks for the one who may see them, or else the tests above prove nothing.
        var found = 0;
        foreach (var url in UrlsFor(_ground.Draft))
            if ((await _ground.Who("owner", _ground.Draft).GetAsync(url)).Text.Contains(_ground.Draft.Mark, StringComparison.Ordinal))
                found++;
        Assert.That(found, Is.GreaterThan(30));
    }

    /// <summary>Every list, every row of the tenant with each relationship included, every related list and every linkage.</summary>
    private IEnumerable<string> UrlsFor(Tenant tenant)
    {
        foreach (var resource in _catalog.All)
        {
            var relationships = resource.AllRelationships.Where(r => r.TargetResource is not null).ToList();
            yield return $"/v1/{resource.Path}?page[size]=0";
            foreach (var relationship in relationships)
                yield return $"/v1/{resource.Path}?page[size]=0&include={relationship.Name}";
            if (!tenant.Rows.TryGetValue(resource.Type, out var id))
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

    /// <summary>For each relationship and each text field behind it, the question whether a row with the mark is there.</summary>
    private IEnumerable<(string Url, string Filter)> OraclesFor(string mark)
    {
        var questions = new Questions(mark);
        foreach (var resource in _catalog.All)
            resource.AcceptRelationships(questions);
        return questions.Asked;
    }

    private sealed class Questions(string mark) : IRelationshipVisitor
    {
        public List<(string Url, string Filter)> Asked { get; } = [];

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            var op = relationship.IsToMany ? "any" : "has";
            foreach (var field in relationship.Target.Fields.Where(f => f.ValueType == typeof(string)))
                Asked.Add(
                    (
                        $"/v1/{owner.Path}",
                        $$$"""[{"name":"{{{relationship.Name}}}","op":"{{{op}}}","val":{"name":"{{{field.Name}}}","op":"ilike","val":"%{{{mark}}}%"}}]"""
                    )
                );
        }
    }
}
