using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>
/// Limits what a policy allows to the scope of a token, as a condition in SQL and as a decision about one row. Without a token everything
/// is in scope.
/// </summary>
internal static class ScopedRows<T>
{
    private static readonly string Module = TokenModule.Of(typeof(T));

    private static Func<T, long?>? _eventOf;

    /// <summary>The column <c>EventId</c>; null if the type has none.</summary>
    public static Expression<Func<T, long?>>? EventColumn { get; } = FindEventColumn();

    /// <summary>The rows of a condition that are in scope.</summary>
    public static Expression<Func<T, bool>> And(Expression<Func<T, bool>> rows, TokenScope scope, Expression<Func<T, long?>>? eventOf)
    {
        if (!scope.Allows(Module, writes: false))
            return _ => false;
        if (!scope.IsLimitedToEvents || Module == TokenModule.Shared)
            return rows;
        if (eventOf is null)
            return _ => false;
        var eventIds = scope.EventIds;
        Expression<Func<long?, bool>> isInScope = id => id != null && eventIds.Contains(id.Value);
        var row = rows.Parameters[0];
        var inEvent = Replace(isInScope, Replace(eventOf, row));
        return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(inEvent, rows.Body), row);
    }

    /// <summary>Whether the scope has the module of the type.</summary>
    public static Decision Decide(Actor actor, bool writes) => TokenDecision.About(actor, typeof(T), writes);

    /// <summary>Whether the row is in scope.</summary>
    public static Decision Decide(Actor actor, T row, Expression<Func<T, long?>>? eventOf, bool writes)
    {
        if (actor.Scope is not { } scope)
            return Decision.Allow;
        var decision = TokenDecision.About(actor, typeof(T), writes);
        if (!decision.IsAllowed || !scope.IsLimitedToEvents || (Module == TokenModule.Shared && !writes))
            return decision;
        if (eventOf is null)
            return TokenDecision.OtherEvent;
        _eventOf ??= Expression.Lambda<Func<T, long?>>(new NullSafe().Visit(eventOf.Body), eventOf.Parameters).Compile();
        return scope.Contains(_eventOf(row)) ? Decision.Allow : TokenDecision.OtherEvent;
    }

    private static Expression<Func<T, long?>>? FindEventColumn()
    {
        if (
            typeof(T).GetProperty("EventId") is not { } column
            || (column.PropertyType != typeof(long) && column.PropertyType != typeof(long?))
        )
            return null;
        var row = Expression.Parameter(typeof(T), "r");
        return Expression.Lambda<Func<T, long?>>(Expression.Convert(Expression.Property(row, column), typeof(long?)), row);
    }

    private static Expression Replace(LambdaExpression lambda, Expression argument) =>
        new Replacement(lambda.Parameters[0], argument).Visit(lambda.Body);

    private sealed class Replacement(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    /// <summary>Reads <c>row.Parent.EventId</c> as null if the parent is not loaded.</summary>
    private sealed class NullSafe : ExpressionVisitor
    {
        protected override Expression VisitUnary(UnaryExpression node) =>
            node is { NodeType: ExpressionType.Convert, Operand: MemberExpression { Expression: MemberExpression parent } member }
                ? Expression.Condition(
                    Expression.Equal(parent, Expression.Constant(null, parent.Type)),
                    Expression.Constant(null, node.Type),
                    Expression.Convert(member, node.Type)
                )
                : base.VisitUnary(node);
    }
}
