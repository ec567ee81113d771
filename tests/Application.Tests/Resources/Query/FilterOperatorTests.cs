using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>Each operator on columns of each type: docs/reference/json-api-dialect.md#filters.</summary>
public sealed class FilterOperatorTests
{
    private static readonly Ticket[] Tickets =
    [
        new()
        {
            Id = 1,
            Name = "Alpha",
            Description = "100% cotton",
            Type = "a%b",
            Quantity = 10,
            MinOrder = 1,
            Price = 12.5m,
            MinPrice = 1,
            IsFeeAbsorbed = true,
            Position = 1,
            SalesStartsAt = new DateTimeOffset(2030, 1, 1, 10, 30, 0, TimeSpan.Zero),
            SalesEndsAt = new DateTimeOffset(2030, 1, 1, 10, 31, 0, TimeSpan.Zero),
        },
        new()
        {
            Id = 2,
            Name = "beta",
            Description = null,
            Type = "a",
            Quantity = 20,
            MinOrder = 20,
            Price = 0,
            Position = 20,
            SalesStartsAt = new DateTimeOffset(2030, 1, 1, 10, 31, 0, TimeSpan.Zero),
            SalesEndsAt = new DateTimeOffset(2030, 1, 1, 10, 31, 0, TimeSpan.Zero),
        },
        new()
        {
            Id = 3,
            Name = "Gamma",
            Description = "a_b",
            Type = "b",
            Quantity = 30,
            MinOrder = 40,
            Price = 99.99m,
            MinPrice = 99.99m,
            Position = 3,
            SalesStartsAt = new DateTimeOffset(2031, 6, 1, 0, 0, 0, TimeSpan.Zero),
            SalesEndsAt = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero),
            DeletedAt = new DateTimeOffset(2031, 7, 1, 0, 0, 0, TimeSpan.Zero),
        },
    ];

    [TestCase("name", "eq", "\"Alpha\"", "Alpha")]
    [TestCase("name", "__EQ__", "\"Alpha\"", "Alpha")]
    [TestCase("name", "ne", "\"Alpha\"", "beta Gamma")]
    [TestCase("description", "eq", "null", "beta")]
    [TestCase("description", "ne", "null", "Alpha Gamma")]
    [TestCase("description", "is_", "null", "beta")]
    [TestCase("description", "isnot", "null", "Alpha Gamma")]
    [TestCase("description", "is", "\"a_b\"", "Gamma")]
    [TestCase("description", "isnot", "\"a_b\"", "Alpha beta")]
    [TestCase("quantity", "is", "null", "")]
    [TestCase("is-fee-absorbed", "eq", "null", "", Description = "the column is never null")]
    [TestCase("is-fee-absorbed", "ne", "null", "Alpha beta Gamma")]
    [TestCase("is-fee-absorbed", "is_", "true", "Alpha")]
    [TestCase("is_fee_absorbed", "isnot", "true", "beta Gamma")]
    [TestCase("is-fee-absorbed", "eq", "\"false\"", "beta Gamma")]
    [TestCase("quantity", "gt", "10", "beta Gamma")]
    [TestCase("quantity", "ge", "20", "beta Gamma")]
    [TestCase("quantity", "lt", "\"20\"", "Alpha")]
    [TestCase("quantity", "le", "20", "Alpha beta")]
    [TestCase("quantity", "between", "[10, 20]", "Alpha beta")]
    [TestCase("quantity", "between", "[11, 30]", "beta Gamma")]
    [TestCase("quantity", "between", "[20, 10]", "")]
    [TestCase("price", "eq", "12.5", "Alpha")]
    [TestCase("price", "gt", "12.49", "Alpha Gamma")]
    [TestCase("name", "gt", "\"Alpha\"", "beta Gamma")]
    [TestCase("name", "ge", "\"Alpha\"", "Alpha beta Gamma")]
    [TestCase("name", "lt", "\"Gamma\"", "Alpha")]
    [TestCase("name", "le", "\"Gamma\"", "Alpha Gamma")]
    [TestCase("id", "eq", "2", "beta")]
    [TestCase("id", "in", "[\"1\", 3]", "Alpha Gamma")]
    [TestCase("id", "gt", "1", "beta Gamma")]
    [TestCase("sales-starts-at", "eq", "\"2030-01-01T10:30:00Z\"", "Alpha")]
    [TestCase("sales-starts-at", "lt", "\"2030-01-01T12:31:00+02:00\"", "Alpha")]
    [TestCase("sales_starts_at", "ge", "\"%2031-01-01%\"", "Gamma")]
    [TestCase("deleted-at", "eq", "null", "Alpha beta")]
    public void Each_comparison_operator_finds_its_rows(string name, string op, string val, string names) =>
        Assert.That(Find(name, op, val), Is.EqualTo(names));

    [TestCase("name", "like", "\"%a\"", "Alpha beta Gamma")]
    [TestCase("name", "like", "\"A%\"", "Alpha")]
    [TestCase("name", "like", "\"a%\"", "")]
    [TestCase("name", "ilike", "\"a%\"", "Alpha")]
    [TestCase("name", "notlike", "\"A%\"", "beta Gamma")]
    [TestCase("name", "notlike", "\"a%\"", "Alpha beta Gamma")]
    [TestCase("name", "notilike", "\"a%\"", "beta Gamma")]
    [TestCase("name", "contains", "\"amm\"", "Gamma")]
    [TestCase("name", "startswith", "\"Al\"", "Alpha")]
    [TestCase("name", "startswith", "\"lp\"", "")]
    [TestCase("name", "endswith", "\"ta\"", "beta")]
    [TestCase("name", "endswith", "\"t\"", "")]
    [TestCase("name", "contains", "\"AMM\"", "", Description = "case-sensitive, as like")]
    [TestCase("description", "match", "\"cotton\"", "Alpha")]
    [TestCase("description", "match", "\"cotto\"", "")]
    [TestCase("quantity", "ilike", "\"%20%\"", "beta", Description = "a number is equal to the pattern without wildcards")]
    [TestCase("quantity", "notlike", "\"20\"", "Alpha Gamma")]
    [TestCase("sales-starts-at", "ilike", "\"%2030-01-01T10:30%\"", "Alpha")]
    [TestCase("sales-starts-at", "ilike", "\"%2030-01-01 10:31:00%\"", "beta")]
    [TestCase("sales-starts-at", "ilike", "\"2030-01-01T10\"", "Alpha beta")]
    [TestCase("sales-starts-at", "ilike", "\"%2030-01-01%\"", "Alpha beta")]
    [TestCase("sales-starts-at", "ilike", "\"2030-01%\"", "Alpha beta")]
    [TestCase("sales-starts-at", "ilike", "\"2031%\"", "Gamma")]
    [TestCase("sales-starts-at", "notilike", "\"%2030-01-01T10:30%\"", "beta Gamma")]
    [TestCase("deleted-at", "ilike", "\"%2031-07-01%\"", "Gamma")]
    public void Each_pattern_operator_finds_its_rows(string name, string op, string val, string names) =>
        Assert.That(Find(name, op, val), Is.EqualTo(names));

    [TestCase("name", "in_", "[\"Alpha\", \"beta\"]", "Alpha beta")]
    [TestCase("name", "in", "[]", "")]
    [TestCase("name", "notin_", "[\"Alpha\"]", "beta Gamma")]
    [TestCase("name", "notin", "[]", "Alpha beta Gamma")]
    [TestCase("quantity", "in", "[10, \"30\"]", "Alpha Gamma")]
    [TestCase("position", "notin_", "[1]", "beta Gamma")]
    public void Each_list_operator_finds_its_rows(string name, string op, string val, string names) =>
        Assert.That(Find(name, op, val), Is.EqualTo(names));

    [TestCase("quantity", "gt", "position", "Alpha Gamma")]
    [TestCase("quantity", "eq", "position", "beta")]
    [TestCase("quantity", "lt", "min_order", "Gamma")]
    [TestCase("price", "gt", "min-price", "Alpha", Description = "a nullable column and one that is not")]
    [TestCase("min-price", "le", "price", "Alpha beta Gamma")]
    [TestCase("sales-starts-at", "lt", "sales_ends_at", "Alpha")]
    [TestCase("sales-starts-at", "ge", "sales_ends_at", "beta Gamma")]
    [TestCase("sales-ends-at", "lt", "deleted-at", "Gamma")]
    public void A_field_is_compared_with_another_field(string name, string op, string field, string names) =>
        Assert.That(Filter($$"""[{"name":"{{name}}","op":"{{op}}","field":"{{field}}"}]"""), Is.EqualTo(names));

    [TestCase("""[]""", "Alpha beta Gamma")]
    [TestCase("""{"name":"name","op":"eq","val":"beta"}""", "beta")]
    [TestCase("""[{"name":"name","op":"like","val":"%a"},{"name":"quantity","op":"gt","val":10}]""", "beta Gamma")]
    [TestCase("""[{"and":[{"name":"quantity","op":"gt","val":10},{"name":"quantity","op":"lt","val":30}]}]""", "beta")]
    [TestCase("""[{"or":[{"name":"quantity","op":"eq","val":10},{"name":"quantity","op":"eq","val":30}]}]""", "Alpha Gamma")]
    [TestCase("""[{"not":{"name":"quantity","op":"eq","val":10}}]""", "beta Gamma")]
    [TestCase("""[{"not":{"not":{"name":"quantity","op":"eq","val":10}}}]""", "Alpha")]
    [TestCase("""[{"not":{"or":[{"name":"quantity","op":"eq","val":10},{"name":"quantity","op":"eq","val":30}]}}]""", "beta")]
    [TestCase("""[{"not":{"and":[{"name":"quantity","op":"gt","val":10},{"name":"price","op":"eq","val":0}]}}]""", "Alpha Gamma")]
    [TestCase("""[{"or":[]}]""", "Alpha beta Gamma")]
    [TestCase("""[{"or":[]},{"name":"name","op":"eq","val":"beta"}]""", "beta")]
    [TestCase("""[{"not":{"or":[]}}]""", "Alpha beta Gamma")]
    public void Groups_combine_conditions(string filter, string names) => Assert.That(Filter(filter), Is.EqualTo(names));

    private static string Find(string name, string op, string val) => Filter($$"""[{"name":"{{name}}","op":"{{op}}","val":{{val}}}]""");

    private static string Filter(string filter) => string.Join(' ', InMemoryQuery.Filter(Tickets, filter).Select(t => t.Name));
}
