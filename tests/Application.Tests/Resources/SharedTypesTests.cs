using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Resources;

/// <summary>What visitors read from memory or from a standby tells its changes, by event (docs/decisions/057).</summary>
public sealed partial class SharedTypesTests
{
    private static readonly List<Type> Shared =
    [
        .. ResourceCatalog.Scan().All.Where(r => r.IsSharedWithVisitors).Select(r => r.EntityType),
    ];

    [Test]
    public void Each_shared_type_with_an_event_says_so()
    {
        Assert.That(Shared, Has.Count.GreaterThan(10).And.Contains(typeof(Event)));
        Assert.That(Shared.Where(HidesItsEvent), Is.Empty);
        Assert.That(HidesItsEvent(typeof(WithHiddenEvent)), "a control");
    }

    [Test]
    public void Each_statement_that_writes_a_shared_table_tells_it()
    {
        using var db = new DesignTimeDbContextFactory().CreateDbContext([]);
        var tables = Shared.Select(t => db.Model.FindEntityType(t)!.GetTableName()!).ToHashSet();
        var writes = typeof(DirectWrites)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (DirectWrite)f.GetValue(null)!)
            .ToList();
        Assert.That(
            writes.Where(w => w.IsSeenByVisitors).Select(w => w.Name),
            Is.EquivalentTo(
                writes
                    .Where(w => w.Writes.Contains("PersonalRowList") || Table().Matches(w.Writes).Any(t => tables.Contains(t.Value)))
                    .Select(w => w.Name)
            )
        );
        Assert.That(writes.Where(w => w.IsSeenByVisitors), Has.Exactly(4).Items);
    }

    private static bool HidesItsEvent(Type type) =>
        type != typeof(Event)
        && !typeof(IEventContent).IsAssignableFrom(type)
        && type.GetProperties().Any(p => p.Name == "EventId" || p.PropertyType == typeof(Event));

    [GeneratedRegex("[a-z_]+")]
    private static partial Regex Table();

    private sealed class WithHiddenEvent : Entity
    {
        public long EventId { get; set; }
    }
}
