using System.Collections.ObjectModel;
using System.Linq.Expressions;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Puts expressions into another one in place of its parameters.</summary>
internal static class ExpressionSubstitution
{
    /// <param name="arguments">One for each parameter.</param>
    public static Expression Apply(LambdaExpression lambda, params Expression[] arguments) =>
        new Replacement(lambda.Parameters, arguments).Visit(lambda.Body);

    public static Expression<Func<T, bool>> And<T>(Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(a.Body, Apply(b, a.Parameters[0])), a.Parameters);

    private sealed class Replacement(ReadOnlyCollection<ParameterExpression> from, Expression[] to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => from.IndexOf(node) is >= 0 and var i ? to[i] : node;
    }
}
