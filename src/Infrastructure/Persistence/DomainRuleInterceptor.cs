using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Lets queries call a rule of the domain: the call is replaced by the rule's expression, which EF translates to SQL. EF calls the
/// interceptor only when it compiles a query, so a query that is in EF's cache costs nothing more.
/// </summary>
internal sealed class DomainRuleInterceptor : ExpressionVisitor, IQueryExpressionInterceptor
{
    /// <summary>The only instance: EF would build separate services and query caches for every other instance.</summary>
    public static readonly DomainRuleInterceptor Instance = new();

    private static readonly MethodInfo IsValidMethod = (
        (Func<IRedeemableCode, DateTimeOffset, DateTimeOffset, bool>)CodeRules.IsValid
    ).Method;

    private DomainRuleInterceptor() { }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method == IsValidMethod
            ? ExpressionSubstitution.Apply(CodeRules.IsValidExpression, [.. Visit(node.Arguments)])
            : base.VisitMethodCall(node);
}
