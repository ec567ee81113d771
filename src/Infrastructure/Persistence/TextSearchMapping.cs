using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Gives the filter's text operators their PostgreSQL functions, those behind LIKE, ILIKE and @@, and the clock its own.</summary>
internal static class TextSearchMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.HasDbFunction(Method(nameof(TextSearch.Like))).HasTranslation(args => Call("textlike", args));
        model.HasDbFunction(Method(nameof(TextSearch.ILike))).HasTranslation(args => Call("texticlike", args));
        model
            .HasDbFunction(typeof(DatabaseClock).GetMethod(nameof(DatabaseClock.Now))!)
            .HasTranslation(_ => new SqlFunctionExpression(
                "now",
                [],
                nullable: false,
                argumentsPropagateNullability: [],
                typeof(DateTimeOffset),
                null
            ));
        model.HasDbFunction(Method(nameof(TextSearch.Match))).HasTranslation(args => Call("ts_match_tt", args));
    }

    private static MethodInfo Method(string name) => typeof(TextSearch).GetMethod(name)!;

    private static SqlFunctionExpression Call(string function, IReadOnlyList<SqlExpression> arguments) =>
        new(function, arguments, nullable: true, argumentsPropagateNullability: [true, true], typeof(bool), null);
}
