using NUnit.Framework;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>Filters that are rejected, each with the reason.</summary>
public sealed class FilterProblemTests
{
    private const string Leaf = """{"name":"name","op":"eq","val":"x"}""";

    [TestCase("not json", "The filter is not valid JSON.")]
    [TestCase("1", "The filter must be an array of conditions.")]
    [TestCase("[1]", "Each condition of the filter must be an object.")]
    [TestCase("[{}]", "A condition of the filter has no name.")]
    [TestCase("""[{"name":null,"op":"eq","val":1}]""", "A condition of the filter has no name.")]
    [TestCase("""[{"name":"name","val":1}]""", "The condition on name has no op.")]
    [TestCase("""[{"name":"name","op":"eq"}]""", "The condition on name has no val.")]
    [TestCase("""[{"name":"event","op":"has"}]""", "The condition on event has no val.")]
    [TestCase("""[{"name":1,"op":"eq","val":1}]""", "'name' must be a string.")]
    [TestCase("""[{"name":"","op":"eq","val":1}]""", "'name' must have 1 to 100 characters.")]
    [TestCase("""[{"name":"\ud800","op":"eq","val":1}]""", "'name' is not a valid string.")]
    [TestCase("""[{"and":{}}]""", "'and' and 'or' take an array of conditions.")]
    [TestCase("""[{"or":1}]""", "'and' and 'or' take an array of conditions.")]
    [TestCase("""[{"not":[]}]""", "Each condition of the filter must be an object.")]
    [TestCase("""[{"name":"nope","op":"eq","val":1}]""", "A ticket cannot be filtered by nope.")]
    [TestCase("""[{"name":"nope","op":"eq","val":null}]""", "A ticket cannot be filtered by nope.")]
    [TestCase("""[{"name":"name","op":"has","val":{}}]""", "A condition of the filter has no name.")]
    [TestCase("""[{"name":"name","op":"has","val":{"name":"id","op":"eq","val":1}}]""", "A ticket cannot be filtered by name.")]
    [TestCase("""[{"name":"event__nope","op":"has","val":1}]""", "An event cannot be filtered by nope.")]
    [TestCase("""[{"name":"name","op":"boom","val":"x"}]""", "Unknown filter operator boom.")]
    [TestCase("""[{"name":"name","op":"eq","val":1}]""", "name: Not a valid string: it is a number.")]
    [TestCase("""[{"name":"name","op":"in","val":"x"}]""", "name: 'in' takes an array.")]
    [TestCase("""[{"name":"name","op":"like","val":1}]""", "name: 'like' takes a string.")]
    [TestCase("""[{"name":"name","op":"gt","val":null}]""", "name: Not a valid value: it is null.")]
    [TestCase("""[{"name":"quantity","op":"between","val":[1]}]""", "quantity: 'between' takes an array of two values.")]
    [TestCase("""[{"name":"quantity","op":"between","val":1}]""", "quantity: 'between' takes an array of two values.")]
    [TestCase("""[{"name":"price","op":"ilike","val":"%1%2%"}]""", "price: 'ilike' is supported on strings only.")]
    [TestCase("""[{"name":"is-fee-absorbed","op":"gt","val":true}]""", "is-fee-absorbed: 'gt' is not supported on is-fee-absorbed.")]
    [TestCase("""[{"name":"name","op":"like","val":"x\\"}]""", "name: A pattern must not end with a backslash.")]
    [TestCase("""[{"name":"quantity","op":"eq","field":"name"}]""", "ticket: quantity and name cannot be compared.")]
    [TestCase("""[{"name":"quantity","op":"eq","field":"price"}]""", "ticket: quantity and price cannot be compared.")]
    [TestCase("""[{"name":"quantity","op":"eq","field":"nope"}]""", "A ticket cannot be filtered by nope.")]
    [TestCase("""[{"name":"id","op":"eq","field":"quantity"}]""", "A ticket cannot be filtered by quantity.")]
    [TestCase("""[{"name":"id","op":"eq","val":"x"}]""", "id: Not a valid integer.")]
    public void An_invalid_filter_is_malformed_with_its_reason(string filter, string detail)
    {
        var rejection = Find(filter)!;
        Assert.That(
            (rejection.Kind, rejection.Problems[0]),
            Is.EqualTo((RejectionKind.Malformed, new Problem(detail, Parameter: "filter")))
        );
    }

    [TestCase(10, null)]
    [TestCase(11, "The filter has more than 10 conditions on relationships and computed attributes.")]
    public void The_subqueries_of_a_filter_are_limited(int count, string? detail)
    {
        var conditions = string.Join(',', Enumerable.Repeat("""{"name":"event__name","op":"has","val":"x"}""", count));
        Assert.That(Find($$"""[{"or":[{{conditions}}]}]""")?.Message, Is.EqualTo(detail));
    }

    [TestCase(8, null)]
    [TestCase(9, "The filter is nested deeper than 8 levels.")]
    public void The_depth_of_a_filter_is_limited(int levels, string? detail)
    {
        var nots = string.Concat(Enumerable.Repeat("{\"not\":", levels)) + Leaf + new string('}', levels);
        var groups = string.Concat(Enumerable.Repeat("{\"and\":[", levels)) + Leaf + string.Concat(Enumerable.Repeat("]}", levels));
        Assert.That(Find($"[{nots}]")?.Message, Is.EqualTo(detail));
        Assert.That(Find($"[{groups}]")?.Message, Is.EqualTo(detail));
        Assert.That(Find($"[{groups.Replace("and", "or", StringComparison.Ordinal)}]")?.Message, Is.EqualTo(detail));
    }

    [TestCase(100, null)]
    [TestCase(101, "The filter has more than 100 conditions.")]
    public void The_number_of_conditions_is_limited(int count, string? detail) =>
        Assert.That(Find($"[{string.Join(',', Enumerable.Repeat(Leaf, count))}]")?.Message, Is.EqualTo(detail));

    [TestCase(50, "The filter has more than 10 conditions on relationships and computed attributes.")]
    [TestCase(51, "The filter has more than 100 conditions.")]
    public void A_condition_on_a_linked_row_counts_twice(int count, string? detail) =>
        Assert.That(
            Find($"[{string.Join(',', Enumerable.Repeat("""{"name":"event__name","op":"has","val":"x"}""", count))}]")?.Message,
            Is.EqualTo(detail)
        );

    [TestCase(QueryLimits.FilterLength, null)]
    [TestCase(QueryLimits.FilterLength + 1, "The filter is longer than 8192 characters.")]
    public void The_length_of_a_filter_is_limited(int length, string? detail) =>
        Assert.That(Find("[" + new string(' ', length - 2) + "]")?.Message, Is.EqualTo(detail));

    [TestCase(QueryLimits.ListValues, null)]
    [TestCase(QueryLimits.ListValues + 1, "id: 'in' takes at most 1000 values.")]
    public void The_values_of_a_list_are_limited(int count, string? detail) =>
        Assert.That(
            Find($$"""[{"name":"id","op":"in","val":[{{string.Join(',', Enumerable.Repeat(1, count))}}]}]""")?.Message,
            Is.EqualTo(detail)
        );

    [TestCase(QueryLimits.PatternLength, null)]
    [TestCase(QueryLimits.PatternLength + 1, "name: A pattern has at most 256 characters.")]
    public void The_length_of_a_pattern_is_limited(int length, string? detail) =>
        Assert.That(Find($$"""[{"name":"name","op":"like","val":"{{new string('x', length)}}"}]""")?.Message, Is.EqualTo(detail));

    [TestCase(100, "A ticket cannot be filtered by ")]
    [TestCase(101, "'name' must have 1 to 100 characters.")]
    public void The_length_of_a_name_is_limited(int length, string detail) =>
        Assert.That(Find($$"""[{"name":"{{new string('x', length)}}","op":"eq","val":1}]""")?.Message, Does.StartWith(detail));

    private static RejectedException? Find(string filter)
    {
        try
        {
            _ = InMemoryQuery.Filter(Array.Empty<Ticket>(), filter).Count();
            return null;
        }
        catch (RejectedException rejection)
        {
            return rejection;
        }
    }
}
