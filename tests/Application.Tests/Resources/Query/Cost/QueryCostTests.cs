using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>Estimates on 10,000 rows of 4,000 bytes in each table.</summary>
[TestFixture]
public sealed class QueryCostTests
{
    private static readonly FixedTableSizes Sizes = new(10_000, 4_000);

    private static QueryCost Of<T>(Action<QueryCost> add)
    {
        var cost = new QueryCost(Sizes, typeof(T));
        add(cost);
        return cost;
    }

    private static Field<T> Field<T>(string name)
        where T : Entity => InMemoryQuery.Catalog.Of<T>().FindField(name)!;

    private static Relationship Relationship<T>(string name)
        where T : Entity => InMemoryQuery.Catalog.Of<T>().FindRelationship(name)!;

    [Test]
    public void A_comparison_of_each_row_is_within_the_budget() =>
        Assert.That(
            Of<Event>(c => c.AddCondition(Field<Event>("identifier"), "eq", 1)).Total.TotalMilliseconds,
            Is.InRange(0.1, ReadLimits.BudgetMilliseconds)
        );

    [Test]
    public void A_pattern_on_a_long_text_of_each_row_is_over_the_budget() =>
        Assert.That(
            Of<Event>(c => c.AddCondition(Field<Event>("description"), "ilike", 1)).Total.TotalMilliseconds,
            Is.GreaterThan(ReadLimits.BudgetMilliseconds)
        );

    [Test]
    public void A_pattern_on_a_short_text_is_cheaper_than_on_a_long_one() =>
        Assert.That(
            Of<Event>(c => c.AddCondition(Field<Event>("name"), "ilike", 1)).Total,
            Is.LessThan(Of<Event>(c => c.AddCondition(Field<Event>("description"), "ilike", 1)).Total)
        );

    [Test]
    public void Children_of_all_rows_are_visited_once_each()
    {
        var own = Of<Session>(c => c.AddCondition(Field<Session>("title"), "ilike", 1)).Filter;
        var ofEvents = Of<Event>(c =>
        {
            var owner = c.GoTo(Relationship<Event>("sessions"));
            c.AddCondition(Field<Session>("title"), "ilike", 1);
            c.Return(owner);
        }).Filter;
        Assert.That(ofEvents, Is.InRange(own, own * 2));
    }

    [Test]
    public void A_walk_to_the_parent_and_back_costs_the_square_of_the_rows()
    {
        var cost = Of<Session>(c =>
        {
            c.GoTo(Relationship<Session>("event"));
            c.GoTo(Relationship<Event>("sessions"));
            c.AddCondition(Field<Session>("title"), "eq", 1);
        });
        Assert.That(cost.Total, Is.GreaterThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void After_the_return_conditions_cost_as_before()
    {
        double before = 0,
            after = 0;
        Of<Event>(c =>
        {
            c.AddCondition(Field<Event>("name"), "eq", 1);
            before = c.Filter;
            c.Return(c.GoTo(Relationship<Event>("sessions")));
            var afterReturn = c.Filter;
            c.AddCondition(Field<Event>("name"), "eq", 1);
            after = c.Filter - afterReturn;
        });
        Assert.That(after, Is.EqualTo(before).Within(1e-6));
    }

    [TestCase("description", true)]
    [TestCase("id", false)]
    public void Sorting_by_a_long_text_is_over_the_budget(string key, bool isOver)
    {
        var cost = Of<Event>(c => c.AddSortKey(key == "id" ? null : Field<Event>(key), isRelated: false));
        Assert.That(cost.Total.TotalMilliseconds > ReadLimits.BudgetMilliseconds, Is.EqualTo(isOver));
        Assert.That(cost.Parameter, Is.EqualTo("sort"));
    }

    [Test]
    public void A_query_without_conditions_costs_nothing() => Assert.That(Of<Event>(_ => { }).Total, Is.EqualTo(TimeSpan.Zero));

    [Test]
    public void A_pattern_with_many_wildcards_costs_more_than_one_with_one() =>
        Assert.That(
            Of<Event>(c => c.AddCondition(Field<Event>("name"), "ilike", 1, wildcards: 20)).Filter,
            Is.GreaterThan(5 * Of<Event>(c => c.AddCondition(Field<Event>("name"), "ilike", 1, wildcards: 1)).Filter)
        );

    [Test]
    public void A_part_of_the_rows_is_within_the_budget()
    {
        var cost = Of<Event>(c => c.AddCondition(Field<Event>("description"), "ilike", 1));
        var rows = cost.RowsWithin(TimeSpan.FromMilliseconds(ReadLimits.BudgetMilliseconds));
        Assert.That(rows, Is.InRange(100, 9_000));
        Assert.That(Of<Event>(_ => { }).RowsWithin(TimeSpan.FromMilliseconds(1)), Is.GreaterThan(10_000));
    }
}
