using System.Collections;
using System.Linq.Expressions;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Resources;

/// <summary>
/// What visitors may see is translated to SQL once, with its captured values (docs/decisions/065). So the conditions of the policies must
/// not capture anything that changes.
/// </summary>
[TestFixture]
public sealed class VisitorPoliciesTests
{
    [Test]
    public void What_visitors_see_depends_on_nothing_that_changes()
    {
        var collector = new CapturedValues();
        foreach (var resource in ResourceCatalog.Scan().All)
            resource.Accept(collector);
        Assert.That(collector.Wrong, Is.Empty);
        Assert.That(collector.Resources, Is.GreaterThan(80));
    }

    [Test]
    public void A_condition_that_reads_the_clock_or_a_setting_is_found()
    {
        var limit = 7L;
        Expression<Func<Entity, bool>> readsClock = row => row.Id < DateTime.UtcNow.Ticks;
        Expression<Func<Entity, bool>> readsSetting = row => row.Id < limit;
        Expression<Func<Entity, bool>> isConstant = row => row.Id < 7;
        Assert.That(
            new[] { readsClock, readsSetting, isConstant }.Select(e => CapturedValues.FindIn(e).Any()),
            Is.EqualTo([true, true, false])
        );
    }

    private sealed class CapturedValues : ExpressionVisitor, IResourceVisitor
    {
        private readonly List<string> _found = [];

        public List<string> Wrong { get; } = [];

        public int Resources { get; private set; }

        public static IReadOnlyList<string> FindIn(Expression condition)
        {
            var visitor = new CapturedValues();
            visitor.Visit(condition);
            return visitor._found;
        }

        void IResourceVisitor.Visit<T>(Resource<T> resource)
        {
            Resources++;
            Wrong.AddRange(FindIn(resource.Policy.Visible(Actor.Anonymous)).Select(value => $"{resource.Type}: {value}"));
        }

        /// <summary>A member of a captured object, or a static member such as the clock. Members of the row are columns.</summary>
        protected override Expression VisitMember(MemberExpression node)
        {
            var root = node.Expression;
            while (root is MemberExpression inner)
                root = inner.Expression;
            if (root is ParameterExpression)
                return node;
            if (root is null || !IsTheSameForAllVisitors(Expression.Lambda(node).Compile().DynamicInvoke()))
                _found.Add(node.ToString());
            return node;
        }

        private static bool IsTheSameForAllVisitors(object? value) => value is null or bool or Actor or ICollection { Count: 0 };
    }
}
