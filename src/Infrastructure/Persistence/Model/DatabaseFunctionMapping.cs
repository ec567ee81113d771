using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Maps the text operators of filters to the PostgreSQL functions of LIKE, ILIKE, @@ and ->>, the database clock to <c>now()</c>,
/// and sizes of texts to <c>octet_length</c>.
/// </summary>
internal static class DatabaseFunctionMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.HasDbFunction(GetTextSearchMethod(nameof(TextSearch.Like))).HasTranslation(args => CreateFunction("textlike", args));
        model.HasDbFunction(GetTextSearchMethod(nameof(TextSearch.ILike))).HasTranslation(args => CreateFunction("texticlike", args));
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
        model
            .HasDbFunction(GetTextSearchMethod(nameof(TextSearch.JsonMember)))
            .HasTranslation(args => new SqlFunctionExpression(
                "jsonb_extract_path_text",
                args,
                nullable: true,
                argumentsPropagateNullability: [true, true],
                typeof(string),
                null
            ));
        model
            .HasDbFunction(typeof(StoredText).GetMethod(nameof(StoredText.CountBytes))!)
            .HasTranslation(args => new SqlFunctionExpression(
                "octet_length",
                args,
                nullable: true,
                argumentsPropagateNullability: [true],
                typeof(int),
                null
            ));
        model.HasDbFunction(GetTextSearchMethod(nameof(TextSearch.Match))).HasTranslation(args => CreateFunction("ts_match_tt", args));
    }

    private static MethodInfo GetTextSearchMethod(string name) => typeof(TextSearch).GetMethod(name)!;

    private static SqlFunctionExpression CreateFunction(string function, IReadOnlyList<SqlExpression> arguments) =>
        new(function, arguments, nullable: true, argumentsPropagateNullability: [true, true], typeof(bool), null);
}
