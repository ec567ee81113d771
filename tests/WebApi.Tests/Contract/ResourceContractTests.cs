using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>
/// Every attribute and relationship of the Open Event v1 API: it is in the document with its type, and lists filter by it, sort by it and
/// include it. What differs is in <c>differences.txt</c> with the reason.
/// </summary>
[TestFixture]
public sealed class ResourceContractTests
{
    /// <summary>A list sorts by at most eight keys.</summary>
    private const int MaxParts = 8;

    private readonly List<string> _missing = [];
    private TwoTenantServer _tenants = null!;
    private RouteFinder _routes = null!;
    private int _checks;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        _routes = new RouteFinder(_tenants);
        await AddRowsOfStaffAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Every_attribute_and_relationship_of_the_contract_is_served()
    {
        foreach (var contract in ResourceContract.ReadAll())
        {
            CheckDeclaration(contract);
            await CheckDocumentAsync(contract);
            await CheckListsAsync(contract);
        }

        // What the declarations, documents and lists of the file are checked for, and what passed.
        await TestContext.Out.WriteLineAsync($"{_checks - _missing.Count} of {_checks} checks of resources.json");
        Assert.That(_checks, Is.EqualTo(ResourceContract.ReadAll().Sum(CountChecks)), "each attribute, relationship and list of the file");
        var known = ReadDifferences();
        var differing = _missing.Except(known).Concat(known.Except(_missing).Select(line => "no longer different: " + line)).ToList();
        Assert.That(differing, Is.Empty, string.Join("\n", differing));
    }

    /// <summary>Rows that only staff read, and that no tenant has.</summary>
    private async Task AddRowsOfStaffAsync()
    {
        var (tenant, server) = (_tenants.TenantA, _tenants.Server);
        await server.SqlAsync(
            $"""
            INSERT INTO import_jobs (user_id, task, starts_at, result, result_status)
            SELECT id, 'none', now(), 'none', 'FAILURE' FROM users WHERE email = '{OpenEventServer.AdminEmail}';
            INSERT INTO mails (key, recipient, action, subject, message, time, state, attempts)
            VALUES (gen_random_uuid(), 'a@example.org', 'none', 'none', 'none', now(), 'Sent', 1);
            UPDATE orders SET discount_code_id = {tenant.RowIds["discount-code"]};
            UPDATE discount_codes SET marketer_id = {tenant.Clients["owner"].UserId};
            """
        );
    }

    private async Task CheckDocumentAsync(ResourceContract contract)
    {
        var document = await FindDocumentAsync(contract);
        var attributes = Member(document, "attributes");
        foreach (var attribute in contract.Attributes)
        {
            var value = Member(attributes, attribute.Name);
            Check($"{contract.Type}.{attribute.Name} document", value.HasValue != attribute.WriteOnly);
            Check($"{contract.Type}.{attribute.Name} type {attribute.Type}", value is not { } found || HasType(found, attribute.Type));
        }

        foreach (var relationship in contract.Relationships)
            Check(
                $"{contract.Type}.{relationship.Name} document",
                Member(Member(document, "relationships"), relationship.Name) is not null
            );
    }

    /// <summary>Clients send and get the attributes that the reference server takes and sends.</summary>
    private void CheckDeclaration(ResourceContract contract)
    {
        var fields = new DeclaredFields();
        _tenants.Server.App.Services.GetRequiredService<ResourceCatalog>().FindByTypeOrPath(contract.Type)?.Accept(fields);
        foreach (var attribute in contract.Attributes)
        {
            var isFound = fields.Flags.TryGetValue(attribute.Name, out var flags);
            Check($"{contract.Type}.{attribute.Name} read-only {attribute.ReadOnly}", isFound && flags.IsReadOnly == attribute.ReadOnly);
            Check(
                $"{contract.Type}.{attribute.Name} write-only {attribute.WriteOnly}",
                isFound && flags.IsWriteOnly == attribute.WriteOnly
            );
        }
    }

    private static int CountChecks(ResourceContract contract) =>
        // Two of the declaration, the document and the type of each attribute; the document of each relationship.
        (4 * contract.Attributes.Count)
        + contract.Relationships.Count
        // Filter and sort order of each attribute and the include of each relationship at each list.
        + (contract.Lists.Count * CountChecksOfList(contract));

    private static int CountChecksOfList(ResourceContract contract) =>
        (2 * contract.Attributes.Count(IsQueried)) + contract.Relationships.Count;

    private static bool IsQueried(ResourceContract.Attribute attribute) =>
        !attribute.WriteOnly && attribute.Type is not ("computed" or "json" or "list");

    private async Task CheckListsAsync(ResourceContract contract)
    {
        foreach (var (pattern, i) in contract.Lists.Select((pattern, i) => (pattern, i)))
            if (UrlOf([pattern]) is not { } list)
            {
                Check($"{contract.Type} list {pattern}", false);
                _checks += CountChecksOfList(contract) - 1;
            }
            else if (i == 0)
                await CheckListAsync(contract, list);
            else
                await CheckOtherListAsync(contract, list, $" at {pattern}");
    }

    /// <summary>Other lists of a type are asked for several parts at once. If that fails, for each of them.</summary>
    private async Task CheckOtherListAsync(ResourceContract contract, string list, string place)
    {
        var attributes = contract.Attributes.Where(IsQueried).Select(a => a.Name).ToList();
        await CheckManyAsync("filter", attributes, names => Uri.EscapeDataString($"[{string.Join(',', names.Select(FilterBy))}]"));
        await CheckManyAsync("sort", attributes, names => string.Join(',', names.Select(name => '-' + name)));
        await CheckManyAsync("include", [.. contract.Relationships.Select(r => r.Name)], names => string.Join(',', names));

        async Task CheckManyAsync(string parameter, List<string> names, Func<IEnumerable<string>, string> join)
        {
            // What the first list does not answer is known.
            var asked = names.Where(name => !_missing.Contains($"{contract.Type}.{name} {parameter}")).ToList();
            _checks += names.Count - asked.Count;
            foreach (var part in asked.Chunk(MaxParts))
                if (await IsAnsweredAsync(UrlOf(part)))
                    _checks += part.Length;
                else
                    foreach (var name in part)
                        Check($"{contract.Type}.{name} {parameter}{place}", await IsAnsweredAsync(UrlOf([name])));

            string UrlOf(IEnumerable<string> part) => $"{list}?page[size]=1&{parameter}={join(part)}";
        }
    }

    private static string FilterBy(string name) => $$"""{"name":"{{name}}","op":"ne","val":null}""";

    private async Task CheckListAsync(ResourceContract contract, string list)
    {
        foreach (var attribute in contract.Attributes.Where(IsQueried))
        {
            var filter = Uri.EscapeDataString($"[{FilterBy(attribute.Name)}]");
            await CheckAnsweredAsync($"{contract.Type}.{attribute.Name} filter", $"{list}?page[size]=1&filter={filter}");
            await CheckAnsweredAsync($"{contract.Type}.{attribute.Name} sort", $"{list}?page[size]=1&sort=-{attribute.Name}");
        }

        foreach (var relationship in contract.Relationships)
            await CheckAnsweredAsync($"{contract.Type}.{relationship.Name} include", $"{list}?page[size]=1&include={relationship.Name}");
    }

    private async Task CheckAnsweredAsync(string name, string url) => Check(name, await IsAnsweredAsync(url));

    private async Task<bool> IsAnsweredAsync(string url) =>
        (await _tenants.Server.Admin.GetAsync(url)).Status == System.Net.HttpStatusCode.OK;

    private void Check(string name, bool isMet)
    {
        _checks++;
        if (!isMet)
            _missing.Add(name);
    }

    /// <summary>The first row that one of the URLs of the contract returns.</summary>
    private async Task<JsonElement?> FindDocumentAsync(ResourceContract contract)
    {
        foreach (var url in contract.Details.Concat(contract.Lists).Select(pattern => UrlOf([pattern])).OfType<string>())
        {
            var answer = await _tenants.Server.Admin.GetAsync(url);
            if (answer.Status != System.Net.HttpStatusCode.OK)
                continue;
            var data = answer.Data.ValueKind == JsonValueKind.Array ? answer.Data.EnumerateArray().FirstOrDefault() : answer.Data;
            if (Member(data, "type")?.GetString() == contract.Type)
                return data;
        }

        return null;
    }

    private string? UrlOf(IEnumerable<string> patterns) =>
        patterns
            .Select(pattern => _routes.Find("GET", pattern))
            .Where(route => route is not null)
            .Select(route => SampleRequests.UrlOf(_tenants, route!.Value.Route, route.Value.Resource, _tenants.TenantA))
            .FirstOrDefault();

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) ? value : null;

    private static bool HasType(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.Null
        || type switch
        {
            "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "int" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "float" => value.ValueKind == JsonValueKind.Number,
            "datetime" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
            "string" or "url" or "email" => value.ValueKind == JsonValueKind.String,
            "list" => value.ValueKind == JsonValueKind.Array,
            _ => true,
        };

    /// <summary>The lines of <c>differences.txt</c> without their reasons, which follow a <c>#</c>.</summary>
    private static List<string> ReadDifferences([CallerFilePath] string here = "") =>
        [
            .. File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "differences.txt"))
                .Select(line => line.Split('#')[0].Trim())
                .Where(line => line.Length > 0),
        ];
}
