using System.Collections.ObjectModel;
using System.Linq.Expressions;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Replaces the parameters of a lambda expression by other expressions.</summary>
internal static class ExpressionSubstitution
{
    /// <summary>The body of the lambda with its parameters replaced.</summary>
    /// <param name="arguments">One expression for each parameter.</param>
    public static Expression Apply(LambdaExpression lambda, params Expression[] arguments) =>
        new Replacement(lambda.Parameters, arguments).Visit(lambda.Body);

    /// <summary>Both conditions, with the parameter of the first.</summary>
    public static Expression<Func<T, bool>> And<T>(Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(a.Body, Apply(b, a.Parameters[0])), a.Parameters);

    private sealed class Replacement(ReadOnlyCollection<ParameterExpression> from, Expression[] to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => from.IndexOf(node) is >= 0 and var i ? to[i] : node;
    }
}
