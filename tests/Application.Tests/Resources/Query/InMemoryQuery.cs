using System.Linq.Expressions;
using System.Text.RegularExpressions;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>Runs translated filters and sort keys on rows in memory. Methods with the same meaning replace the SQL functions.</summary>
internal static class InMemoryQuery
{
    public static readonly ResourceCatalog Catalog = ResourceCatalog.Scan();

    /// <returns>The rows that meet the filter.</returns>
    public static IEnumerable<T> Filter<T>(IEnumerable<T> rows, string filter, Actor? actor = null)
        where T : Entity => FilterParser.Parse(filter) is { } parsed ? rows.Where(Compile<T>(parsed, actor)) : rows;

    public static IEnumerable<T> Sort<T>(IEnumerable<T> rows, string keys, Actor? actor = null)
        where T : Entity =>
        rows.AsQueryable()
            .Sorted(
                Catalog.Of<T>(),
                [.. keys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ParseKey)],
                actor ?? Actor.Anonymous,
                new QueryCost(new FixedTableSizes(), typeof(T))
            );

    private static Func<T, bool> Compile<T>(Filter filter, Actor? actor)
        where T : Entity
    {
        // The filters of these tests name no relationship that needs a table.
        var condition = new FilterTranslator(null!, actor ?? Actor.Anonymous, new QueryCost(new FixedTableSizes(), typeof(T))).Translate(
            Catalog.Of<T>(),
            filter
        );
        return ((Expression<Func<T, bool>>)new TextSearchReplacement().Visit(condition)).Compile();
    }

    private static SortKey ParseKey(string text)
    {
        var parts = text.TrimStart('-').Split('.');
        return new SortKey(parts.Length == 2 ? parts[0] : null, parts[^1], text.StartsWith('-'));
    }

    private static bool Like(string? text, string pattern) => Matches(text, pattern, RegexOptions.None);

    private static bool ILike(string? text, string pattern) => Matches(text, pattern, RegexOptions.IgnoreCase);

    private static bool Match(string? text, string words) => text is not null && words.Split(' ').All(text.Split(' ').Contains);

    private static bool Matches(string? text, string pattern, RegexOptions options) =>
        text is not null
        && Regex.IsMatch(
            text,
            $"^{Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace('_', '.')}$",
            options | RegexOptions.Singleline
        );

    private sealed class TextSearchReplacement : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(TextSearch))
                return base.VisitMethodCall(node);
            Func<string?, string, bool> method = node.Method.Name switch
            {
                nameof(TextSearch.Like) => Like,
                nameof(TextSearch.ILike) => ILike,
                _ => Match,
            };
            return Expression.Call(method.Method, Visit(node.Arguments));
        }
    }
}
