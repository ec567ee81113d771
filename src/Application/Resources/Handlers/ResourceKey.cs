using System.Globalization;
using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The key of a row in a URL: its id, or its identifier if the type has one.</summary>
internal readonly record struct ResourceKey(string Text)
{
    public static ResourceKey FromId(long id) => new(id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The id, or null if the text is not one.</summary>
    public long? Id => Text.Length is > 0 and < 19 && Text.All(char.IsAsciiDigit) ? long.Parse(Text, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether the text can be the identifier of a row.</summary>
    public bool IsIdentifier => Id is null && Text.Length <= 100 && !Text.Contains('\0', StringComparison.Ordinal);

    /// <summary>The condition that a row has this key. Identifiers never consist of digits only, so a number is an id.</summary>
    /// <exception cref="RejectedException">NotFound: the text is not a valid key.</exception>
    public Expression<Func<T, bool>> Matches<T>(Resource<T> resource)
        where T : Entity
    {
        var row = Expression.Parameter(typeof(T), "k");
        if (Id is { } id)
            return Expression.Lambda<Func<T, bool>>(Expression.Equal(ExpressionCache.IdOf(row), SqlParameter.For(id)), row);
        if (resource.Identifier is null || !IsIdentifier)
            throw RejectedException.NotFound(resource.Type, Text);
        return Expression.Lambda<Func<T, bool>>(
            Expression.Equal(ExpressionSubstitution.Apply(resource.Identifier, row), SqlParameter.For(Text)),
            row
        );
    }
}
