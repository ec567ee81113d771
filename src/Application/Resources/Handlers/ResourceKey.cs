using System.Globalization;
using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>What a URL calls a row by: its id, or the identifier of those types that have one.</summary>
internal readonly record struct ResourceKey(string Text)
{
    public static ResourceKey FromId(long id) => new(id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The condition on the row. Identifiers are never all digits, so digits are an id.</summary>
    /// <exception cref="RejectedException">Missing: no row can be called that.</exception>
    public Expression<Func<T, bool>> Matches<T>(Resource<T> resource)
        where T : Entity
    {
        var row = Expression.Parameter(typeof(T), "k");
        if (Text.Length is > 0 and < 19 && Text.All(char.IsAsciiDigit))
        {
            var id = long.Parse(Text, CultureInfo.InvariantCulture);
            return Expression.Lambda<Func<T, bool>>(Expression.Equal(ExpressionCache.IdOf(row), SqlParameter.For(id)), row);
        }

        if (resource.Identifier is null || Text.Length > 100 || Text.Contains('\0', StringComparison.Ordinal))
            throw RejectedException.NotFound(resource.Type, Text);
        return Expression.Lambda<Func<T, bool>>(
            Expression.Equal(ExpressionSubstitution.Apply(resource.Identifier, row), SqlParameter.For(Text)),
            row
        );
    }
}
