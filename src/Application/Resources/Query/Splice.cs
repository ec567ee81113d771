using System.Linq.Expressions;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Puts one expression into another in place of its parameter.</summary>
internal static class Splice
{
    public static Expression Into(LambdaExpression lambda, Expression argument) => new Replacement(lambda.Parameters[0], argument).Visit(lambda.Body);

    public static Expression<Func<T, bool>> And<T>(Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(a.Body, Into(b, a.Parameters[0])), a.Parameters);

    private sealed class Replacement(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
