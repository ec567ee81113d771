using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Lets queries call a rule of the domain, which is then part of their SQL. EF asks once for each shape of a query, when values have become parameters:
/// plans stay cached, and no request pays for it.
/// </summary>
internal sealed class DomainRuleInterceptor : ExpressionVisitor, IQueryExpressionInterceptor
{
    /// <summary>One for the process: for each other one EF would build all of its services anew, and plan every query anew.</summary>
    public static readonly DomainRuleInterceptor Instance = new();

    private static readonly MethodInfo IsGood = ((Func<IRedeemableCode, DateTimeOffset, DateTimeOffset, bool>)CodeRules.IsValid).Method;

    private DomainRuleInterceptor() { }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method == IsGood
            ? ExpressionSubstitution.Apply(CodeRules.IsValidExpression, [.. Visit(node.Arguments)])
            : base.VisitMethodCall(node);
}
