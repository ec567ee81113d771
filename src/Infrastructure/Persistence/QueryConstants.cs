using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Evaluates the constants of a query that is being compiled without generating code, because each is evaluated once. EF generates a method
/// for each. Constants that contain lambdas stay with EF: their lambdas run for each row.
/// Source: https://github.com/dotnet/efcore/issues/35208.
/// </summary>
[Experimental("EF9100")] // EF marks its class so; PersistenceServices states why it is used.
internal sealed class QueryConstants(
    ShapedQueryCompilingExpressionVisitorDependencies dependencies,
    RelationalShapedQueryCompilingExpressionVisitorDependencies relationalDependencies,
    RelationalCommandBuilderDependencies commandBuilderDependencies
) : RelationalLiftableConstantProcessor(dependencies, relationalDependencies, commandBuilderDependencies)
{
    private readonly MaterializerLiftableConstantContext _context = new(dependencies);

    private readonly RelationalMaterializerLiftableConstantContext _relationalContext = new(
        dependencies,
        relationalDependencies,
        commandBuilderDependencies
    );

    protected override ConstantExpression InlineConstant(LiftableConstantExpression liftableConstant)
    {
        if (LambdaSearch.IsFoundIn(liftableConstant.ResolverExpression.Body))
            return base.InlineConstant(liftableConstant);
        return liftableConstant.ResolverExpression switch
        {
            Expression<Func<RelationalMaterializerLiftableConstantContext, object>> resolver => Expression.Constant(
                resolver.Compile(preferInterpretation: true)(_relationalContext),
                liftableConstant.Type
            ),
            Expression<Func<MaterializerLiftableConstantContext, object>> resolver => Expression.Constant(
                resolver.Compile(preferInterpretation: true)(_context),
                liftableConstant.Type
            ),
            _ => base.InlineConstant(liftableConstant),
        };
    }

    private sealed class LambdaSearch : ExpressionVisitor
    {
        private bool _isFound;

        public static bool IsFoundIn(Expression expression)
        {
            var search = new LambdaSearch();
            search.Visit(expression);
            return search._isFound;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _isFound = true;
            return node;
        }
    }
}
