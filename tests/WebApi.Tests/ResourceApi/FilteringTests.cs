using System.Net;
using NUnit.Framework;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// All operators and groups of the filter grammar, on columns of all types: docs/reference/json-api-dialect.md#filters.
/// </summary>
[TestFixture]
public sealed class FilteringTests
{
    private string _event = "";

    private string List => $"/v1/events/{_event}/tickets";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        await CreateTicketAsync(
            "Alpha",
            new
            {
                description = "100% cotton",
                quantity = 10,
                is_fee_absorbed = true,
                price = 12.5,
                type = "paid",
                sales_starts_at = "2030-01-01T10:30:00Z",
                position = 1,
            }
        );
        await CreateTicketAsync(
            "beta",
            new
            {
                description = (string?)null,
                quantity = 20,
                is_fee_absorbed = false,
                price = 0,
                type = "free",
                sales_starts_at = "2030-01-01T10:31:00Z",
                position = 20,
            }
        );
        await CreateTicketAsync(
            "Gamma",
            new
            {
                description = "a_b",
                quantity = 30,
                is_fee_absorbed = false,
                price = 99.99,
                type = "donation",
                sales_starts_at = "2031-06-01T00:00:00Z",
                position = 3,
            }
        );
    }

    private async Task CreateTicketAsync(string name, object more)
    {
        var body = Harness.JsonApiDocument.Of("ticket", null, more, ("event", "event", _event));
        var attributes = body["data"]!["attributes"]!;
        attributes["name"] = name;
        attributes["sales-ends-at"] = "2099-01-01T00:00:00Z";
        attributes["min-order"] = 1;
        attributes["max-order"] = 5;
        attributes["min-price"] = 0;
        attributes["max-price"] = 200;
        (await Owner.PostAsync("/v1/tickets", body)).EnsureStatus(HttpStatusCode.Created);
    }

    private async Task<string> NamesAsync(string filter) =>
        string.Join(
            ' ',
            (await GetOkAsync(Anonymous, $"{List}?sort=id&{Filter(filter)}"))
                .Data.EnumerateArray()
                .Select(d => d.GetProperty("attributes").GetProperty("name").GetString())
        );

    [TestCase("name", "eq", "\"Alpha\"", "Alpha")]
    [TestCase("name", "__eq__", "\"Alpha\"", "Alpha")]
    [TestCase("name", "ne", "\"Alpha\"", "beta Gamma")]
    [TestCase("description", "eq", "null", "beta")]
    [TestCase("description", "ne", "null", "Alpha Gamma")]
    [TestCase("description", "is_", "null", "beta")]
    [TestCase("description", "is", "null", "beta")]
    [TestCase("description", "isnot", "null", "Alpha Gamma")]
    [TestCase("is-fee-absorbed", "is_", "true", "Alpha")]
    [TestCase("is_fee_absorbed", "isnot", "true", "beta Gamma")]
    [TestCase("is-fee-absorbed", "eq", "\"true\"", "Alpha")]
    [TestCase("is-fee-absorbed", "eq", "\"false\"", "beta Gamma")]
    [TestCase("quantity", "gt", "10", "beta Gamma")]
    [TestCase("quantity", "ge", "20", "beta Gamma")]
    [TestCase("quantity", "lt", "\"20\"", "Alpha")]
    [TestCase("quantity", "le", "20", "Alpha beta")]
    [TestCase("quantity", "__le__", "20", "Alpha beta")]
    [TestCase("quantity", "between", "[10, 20]", "Alpha beta")]
    [TestCase("price", "eq", "12.5", "Alpha")]
    [TestCase("price", "eq", "\"0\"", "beta")]
    [TestCase("price", "gt", "12.49", "Alpha Gamma")]
    [TestCase("name", "like", "\"%a\"", "Alpha beta Gamma")]
    [TestCase("name", "like", "\"A%\"", "Alpha")]
    [TestCase("name", "like", "\"a%\"", "")]
    [TestCase("name", "ilike", "\"a%\"", "Alpha")]
    [TestCase("name", "ilike", "\"%BET%\"", "beta")]
    [TestCase("name", "notlike", "\"A%\"", "beta Gamma")]
    [TestCase("name", "notilike", "\"a%\"", "beta Gamma")]
    [TestCase("name", "contains", "\"amm\"", "Gamma")]
    [TestCase("name", "startswith", "\"Al\"", "Alpha")]
    [TestCase("name", "endswith", "\"ta\"", "beta")]
    [TestCase("name", "in_", "[\"Alpha\", \"beta\"]", "Alpha beta")]
    [TestCase("name", "in", "[]", "")]
    [TestCase("name", "notin_", "[\"Alpha\"]", "beta Gamma")]
    [TestCase("name", "notin", "[]", "Alpha beta Gamma")]
    [TestCase("description", "match", "\"cotton\"", "Alpha")]
    [TestCase("quantity", "in", "[10, \"30\"]", "Alpha Gamma")]
    [TestCase("position", "notin_", "[1]", "beta Gamma")]
    [TestCase("sales-starts-at", "eq", "\"2030-01-01T10:30:00Z\"", "Alpha")]
    [TestCase("sales-starts-at", "gt", "\"2030-01-01T10:30:00.000Z\"", "beta Gamma")]
    [TestCase("sales-starts-at", "lt", "\"2030-01-01T12:31:00+02:00\"", "Alpha")]
    [TestCase("sales_starts_at", "ge", "\"2031-01-01\"", "Gamma")]
    [TestCase("sales-starts-at", "ilike", "\"%2030-01-01T10:30%\"", "Alpha")]
    [TestCase("sales-starts-at", "ilike", "\"%2030-01-01%\"", "Alpha beta")]
    [TestCase("sales-starts-at", "notilike", "\"%2030-01-01T10:30%\"", "beta Gamma")]
    [TestCase("deleted-at", "ilike", "\"%2030-01-01%\"", "")]
    [TestCase("deleted-at", "eq", "null", "Alpha beta Gamma")]
    [TestCase("name", "eq", "\"Alpha' OR 1=1 --\"", "")]
    public async Task Operators_filter_the_rows(string name, string op, string val, string names) =>
        Assert.That(await NamesAsync($$"""[{"name":"{{name}}","op":"{{op}}","val":{{val}}}]"""), Is.EqualTo(names));

    [TestCase("""[]""", "Alpha beta Gamma")]
    [TestCase("""{"name":"name","op":"eq","val":"beta"}""", "beta")]
    [TestCase("""[{"name":"name","op":"like","val":"%a"},{"name":"quantity","op":"gt","val":10}]""", "beta Gamma")]
    [TestCase("""[{"and":[{"name":"quantity","op":"gt","val":10},{"name":"quantity","op":"lt","val":30}]}]""", "beta")]
    [TestCase("""[{"or":[{"name":"quantity","op":"eq","val":10},{"name":"quantity","op":"eq","val":30}]}]""", "Alpha Gamma")]
    [TestCase("""[{"not":{"name":"quantity","op":"eq","val":10}}]""", "beta Gamma")]
    [TestCase("""[{"not":{"or":[{"name":"quantity","op":"eq","val":10},{"name":"quantity","op":"eq","val":30}]}}]""", "beta")]
    [TestCase(
        """
            [{"or":[
                {"and":[{"name":"quantity","op":"eq","val":10},{"name":"price","op":"eq","val":0}]},
                {"name":"name","op":"eq","val":"Gamma"}
            ]}]
            """,
        "Gamma"
    )]
    [TestCase("""[{"or":[]}]""", "Alpha beta Gamma")]
    [TestCase("""[{"and":[]}]""", "Alpha beta Gamma")]
    [TestCase("""[{"or":[]},{"name":"name","op":"eq","val":"beta"}]""", "beta")]
    [TestCase("""[{"not":{"or":[]}}]""", "Alpha beta Gamma")]
    public async Task Groups_combine_conditions(string filter, string names) => Assert.That(await NamesAsync(filter), Is.EqualTo(names));

    [TestCase("""[{"name":"quantity","op":"gt","field":"position"}]""", "Alpha Gamma")]
    [TestCase("""[{"name":"quantity","op":"eq","field":"position"}]""", "beta")]
    [TestCase("""[{"name":"sales-starts-at","op":"lt","field":"sales_ends_at"}]""", "Alpha beta Gamma")]
    [TestCase("""[{"name":"min-order","op":"ge","field":"max-order"}]""", "")]
    public async Task A_field_is_compared_with_another_field(string filter, string names) =>
        Assert.That(await NamesAsync(filter), Is.EqualTo(names));

    [TestCase("""not json""")]
    [TestCase("""1""")]
    [TestCase("""[1]""")]
    [TestCase("""[{}]""")]
    [TestCase("""[{"op":"eq","val":1}]""")]
    [TestCase("""[{"name":"name","val":1}]""")]
    [TestCase("""[{"name":"name","op":"eq"}]""")]
    [TestCase("""[{"name":"nope","op":"eq","val":1}]""")]
    [TestCase("""[{"name":"name","op":"boom","val":"x"}]""")]
    [TestCase("""[{"name":"name","op":"__class__","val":"x"}]""")]
    [TestCase("""[{"name":"name","op":"eq","val":1}]""")]
    [TestCase("""[{"name":"name","op":"eq","val":{}}]""")]
    [TestCase("""[{"name":"name","op":"in","val":"x"}]""")]
    [TestCase("""[{"name":"name","op":"like","val":1}]""")]
    [TestCase("""[{"name":"name","op":"gt","val":null}]""")]
    [TestCase("""[{"name":"quantity","op":"eq","val":"many"}]""")]
    [TestCase("""[{"name":"quantity","op":"eq","val":99999999999}]""")]
    [TestCase("""[{"name":"quantity","op":"between","val":[1]}]""")]
    [TestCase("""[{"name":"quantity","op":"ilike","val":"%many%"}]""")]
    [TestCase("""[{"name":"price","op":"eq","val":1e400}]""")]
    [TestCase("""[{"name":"is-fee-absorbed","op":"eq","val":"perhaps"}]""")]
    [TestCase("""[{"name":"is-fee-absorbed","op":"gt","val":true}]""")]
    [TestCase("""[{"name":"sales-starts-at","op":"gt","val":"yesterday"}]""")]
    [TestCase("""[{"name":"sales-starts-at","op":"ilike","val":"%noon%"}]""")]
    [TestCase("""[{"name":"quantity","op":"eq","field":"name"}]""")]
    [TestCase("""[{"name":"quantity","op":"eq","field":"nope"}]""")]
    [TestCase("""[{"name":"event","op":"eq","val":1}]""")]
    [TestCase("""[{"name":"name","op":"has","val":{"name":"id","op":"eq","val":1}}]""")]
    [TestCase("""[{"name":"event","op":"has"}]""")]
    [TestCase("""[{"name":"event","op":"has","val":1}]""")]
    [TestCase("""[{"name":"event","op":"has","val":{"name":"nope","op":"eq","val":1}}]""")]
    [TestCase("""[{"name":"event__nope","op":"has","val":1}]""")]
    [TestCase("""[{"name":"nope__name","op":"has","val":1}]""")]
    [TestCase("""[{"and":{}}]""")]
    [TestCase("""[{"or":1}]""")]
    [TestCase("""[{"not":[]}]""")]
    [TestCase("""[{"name":"name","op":"eq","val":"\ud800"}]""")]
    [TestCase("""[{"name":"name","op":"eq","val":"\u0000"}]""")]
    [TestCase("""[{"name":"name","op":"like","val":"trailing\\"}]""")]
    public Task An_invalid_filter_is_400_naming_the_parameter(string filter) =>
        AssertBadParameterAsync(Anonymous, $"{List}?{Filter(filter)}", "filter");

    [Test]
    public async Task The_depth_and_the_size_of_a_filter_are_limited()
    {
        var leaf = """{"name":"name","op":"eq","val":"x"}""";
        var deep = string.Concat(Enumerable.Repeat("{\"not\":", 8)) + leaf + new string('}', 8);
        Assert.That((await Anonymous.GetAsync($"{List}?{Filter($"[{deep}]")}")).Status, Is.EqualTo(HttpStatusCode.OK));
        await AssertBadParameterAsync(Anonymous, $"{List}?{Filter($$"""[{"not":{{deep}}}]""")}", "filter");
        await AssertBadParameterAsync(
            Anonymous,
            $"{List}?{Filter("[" + string.Join(',', Enumerable.Repeat("""{"not":{"or":[]}}""", 60)) + "]")}",
            "filter"
        );
        await AssertBadParameterAsync(Anonymous, $"{List}?{Filter("[" + new string(' ', 9000) + "]")}", "filter");
        await AssertBadParameterAsync(
            Anonymous,
            $"{List}?{Filter($$"""[{"name":"id","op":"in","val":[{{string.Join(',', Enumerable.Range(0, 1001))}}]}]""")}",
            "filter"
        );
        await AssertBadParameterAsync(
            Anonymous,
            $"{List}?{Filter($$"""[{"name":"name","op":"like","val":"{{new string('%', 257)}}"}]""")}",
            "filter"
        );
    }

    [Test]
    public async Task A_single_resource_ignores_filter_sort_and_page()
    {
        foreach (
            var query in new[] { Filter("""[{"name":"name","op":"eq","val":"nobody"}]"""), "filter=rubbish", "sort=nope", "page[size]=x" }
        )
            Assert.That((await Anonymous.GetAsync($"/v1/events/{_event}?{query}")).Status, Is.EqualTo(HttpStatusCode.OK), query);
    }
}
