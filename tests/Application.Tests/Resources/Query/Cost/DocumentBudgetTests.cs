using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Tests.Resources.Query;

[TestFixture]
public sealed class DocumentBudgetTests
{
    private static readonly ResourceCatalog Catalog = InMemoryQuery.Catalog;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(ReadLimits.BudgetMilliseconds);

    private static DocumentBudget Create(long bytesPerRow = 1000, ResourceQuery? query = null) =>
        new(Budget, new FixedTableSizes(10_000, bytesPerRow), Catalog, query ?? ResourceQuery.Default);

    [Test]
    public void Rows_with_long_texts_leave_room_for_fewer() =>
        Assert.That(Create(30_000).RowsOf(Catalog.Of<Event>()), Is.InRange(100, Create(1000).RowsOf(Catalog.Of<Event>()) / 2));

    [Test]
    public void Rows_with_few_members_leave_room_for_more() =>
        Assert.That(Create().RowsOf(Catalog.Of<Faq>()), Is.GreaterThan(2 * Create().RowsOf(Catalog.Of<Event>())));

    [Test]
    public void Requested_fields_leave_room_for_more()
    {
        var query = new ResourceQuery { Fields = new Dictionary<string, IReadOnlyList<string>> { ["event"] = ["name"] } };
        Assert.That(Create(query: query).RowsOf(Catalog.Of<Event>()), Is.GreaterThan(Create().RowsOf(Catalog.Of<Event>())));
    }

    [Test]
    public void Rows_that_were_read_are_not_there_for_others()
    {
        var budget = Create();
        var before = budget.RowsOf(Catalog.Of<Session>());
        budget.Take(Catalog.Of<Session>(), before / 2);
        Assert.That(budget.RowsOf(Catalog.Of<Session>()), Is.InRange(before / 2 - 1, before / 2 + 2));
    }

    [Test]
    public void One_row_is_always_possible()
    {
        var budget = Create();
        budget.Take(Catalog.Of<Event>(), 1_000_000);
        Assert.That(budget.RowsOf(Catalog.Of<Event>()), Is.EqualTo(1));
    }

    [Test]
    public void An_include_with_many_segments_is_rejected()
    {
        var include = new IncludeNode();
        for (var i = 0; i < 200; i++)
            include.Children.Add($"r{i}", new IncludeNode());
        Assert.That(() => Create().TakeStatements(include), Throws.TypeOf<RejectedException>());
        Assert.That(() => Create().TakeStatements(new IncludeNode()), Throws.Nothing);
    }
}
