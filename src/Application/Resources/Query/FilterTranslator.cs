using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// Translates a filter into an SQL condition. Only declared names are accepted, and all values become SQL parameters. A condition on a
/// relationship sees only the rows of the target that are visible to the actor. Otherwise a client could find out hidden values, e.g. a
/// discount code, by trying it character by character. A <c>not</c> around <c>has</c> negates the visibility too: hidden rows behave like
/// rows that do not exist. For the same reason a condition on a private name holds only on rows whose private fields the actor sees.
/// </summary>
internal sealed class FilterTranslator(IData data, Actor actor, QueryCost cost)
{
    private static readonly MethodInfo ILikeMethod = MethodOf(nameof(TextSearch.ILike));
    private static readonly MethodInfo LikeMethod = MethodOf(nameof(TextSearch.Like));
    private static readonly MethodInfo MatchMethod = MethodOf(nameof(TextSearch.Match));

    private readonly SubqueryCounter _subqueries = new();

    public IData Data => data;

    public Actor Actor => actor;

    /// <param name="isContact">Whether the rows are shown as contacts: <see cref="Relationship.ShowsContact"/>.</param>
    public Expression<Func<T, bool>> Translate<T>(Resource<T> resource, Filter filter, bool isContact = false)
        where T : Entity
    {
        var row = Expression.Parameter(typeof(T), "r");
        return Expression.Lambda<Func<T, bool>>(TranslateNode(new Rows<T>(resource, row, isContact), filter, isNegated: false), row);
    }

    /// <summary>
    /// A <c>not</c> is moved inwards, to the single conditions. So a condition on a private name and its negation both hold only on rows
    /// whose private fields the actor sees.
    /// </summary>
    private Expression TranslateNode<T>(Rows<T> rows, Filter filter, bool isNegated)
        where T : Entity =>
        filter switch
        {
            AndFilter and => Join(rows, and.Parts, isOr: isNegated, isNegated),
            OrFilter or => Join(rows, or.Parts, isOr: !isNegated, isNegated),
            NotFilter not => TranslateNode(rows, not.Inner, !isNegated),
            RelatedFilter has => TranslateRelated(rows, has.Name, has.Inner, isNegated),
            CompareFilter compare => TranslateComparison(rows, compare, isNegated),
            _ => throw new InvalidOperationException(filter.GetType().Name),
        };

    private Expression Join<T>(Rows<T> rows, IReadOnlyList<Filter> parts, bool isOr, bool isNegated)
        where T : Entity => parts.Select(p => TranslateNode(rows, p, isNegated)).Aggregate(isOr ? Expression.OrElse : Expression.AndAlso);

    private Expression TranslateRelated<T>(Rows<T> rows, string name, Filter? inner, bool isNegated)
        where T : Entity
    {
        if (rows.Resource.FindRelationship(name) is not { } relationship || relationship.IsHiddenFrom(actor))
            throw UnknownField(rows.Resource, name);
        _subqueries.Count();
        var owner = cost.GoTo(relationship);
        var exists = relationship.LinkedRowExists(rows.Row, inner, this);
        cost.Return(owner);
        return Guard(rows, relationship.NeedsPrivateAccess(actor) ? relationship.Name : null, isNegated ? Expression.Not(exists) : exists);
    }

    private Expression TranslateComparison<T>(Rows<T> rows, CompareFilter compare, bool isNegated)
        where T : Entity
    {
        if (
            IsNullTest(compare)
            && rows.Resource.FindField(compare.Name) is null
            && rows.Resource.FindRelationship(compare.Name) is not null
        )
            return TranslateRelated(rows, compare.Name, null, isNegated ^ (compare.Op is "eq" or "is"));
        var (condition, privateNames) = Compare(rows, compare);
        if (isNegated)
            condition = Expression.Not(condition);
        return privateNames.Aggregate(condition, (guarded, name) => Guard(rows, name, guarded));
    }

    private static bool IsNullTest(CompareFilter compare) =>
        compare is { OtherField: null, Value.ValueKind: JsonValueKind.Null, Op: "eq" or "ne" or "is" or "isnot" };

    /// <returns>The condition, and the names in it that are private.</returns>
    private (Expression Condition, string[] PrivateNames) Compare<T>(Rows<T> rows, CompareFilter compare)
        where T : Entity
    {
        var (resource, row, isContact) = rows;
        if (compare.Name == "id")
            return (TranslateIdComparison(resource, compare, row), []);
        var field = Find(resource, compare.Name);
        var other = compare.OtherField is { } name ? Find(resource, name) : null;
        cost.AddCondition(field, compare.Op, compare.Value);
        string[] privateNames =
        [
            .. new[] { field, other }.OfType<Field<T>>().Where(f => f.IsPrivate && !(f.IsContact && isContact)).Select(f => f.Name),
        ];
        try
        {
            return (
                other is null
                    ? CompareWithValue(field, compare.Op, compare.Value, row)
                    : CompareWithField(resource, field, compare.Op, other, row),
                privateNames
            );
        }
        catch (InvalidValueException invalid)
        {
            throw FilterParser.Malformed($"{compare.Name}: {invalid.Message}");
        }
    }

    /// <summary>The condition, on the rows whose private fields the actor sees.</summary>
    /// <param name="privateName">The private name in the condition. Null: it has none, and holds on every row.</param>
    /// <exception cref="RejectedException">Malformed: the actor sees the private fields of no row at all.</exception>
    private Expression Guard<T>(Rows<T> rows, string? privateName, Expression condition)
        where T : Entity
    {
        if (privateName is null || actor.IsStaff)
            return condition;
        var visible = rows.Resource.PrivateRows(actor, privateName) ?? throw UnknownField(rows.Resource, privateName);
        return Expression.AndAlso(ExpressionSubstitution.Apply(visible, rows.Row), condition);
    }

    private Field<T> Find<T>(Resource<T> resource, string name)
        where T : Entity
    {
        var field = resource.FindFilterField(name) ?? throw UnknownField(resource, name);
        if (field.IsQueriedByExpression)
            _subqueries.Count();
        return field.For(actor);
    }

    private static RejectedException UnknownField(Resource resource, string name) =>
        FilterParser.Malformed($"{resource.WithArticleAtStart} cannot be filtered by {name}.");

    private static Expression CompareWithField<T>(Resource<T> resource, Field<T> field, string op, Field<T> other, Expression row)
        where T : Entity
    {
        if (
            field.ValueType != other.ValueType
            && Nullable.GetUnderlyingType(field.ValueType) != other.ValueType
            && Nullable.GetUnderlyingType(other.ValueType) != field.ValueType
        )
            throw FilterParser.Malformed($"{resource.Type}: {field.Name} and {other.Name} cannot be compared.");
        var right = other.ColumnOf(row);
        var left = field.ColumnOf(row);
        if (left.Type != right.Type)
        {
            var nullable = Nullable.GetUnderlyingType(left.Type) is null ? right.Type : left.Type;
            left = Expression.Convert(left, nullable);
            right = Expression.Convert(right, nullable);
        }

        return CompareColumns(field.Name, op, left, right);
    }

    private static Expression CompareWithValue<T>(Field<T> field, string op, JsonElement value, Expression row) =>
        op switch
        {
            "in" or "notin" => InList(field, op, value, row),
            "is" or "isnot" when value.ValueKind == JsonValueKind.Null => NullTest(field, op == "is", row),
            "eq" or "ne" when value.ValueKind == JsonValueKind.Null => NullTest(field, op == "eq", row),
            "is" => CompareColumns(field.Name, "eq", field.ColumnOf(row), field.ParameterFor(value)),
            "isnot" => CompareColumns(field.Name, "ne", field.ColumnOf(row), field.ParameterFor(value)),
            "between" => Between(field, value, row),
            "like" or "ilike" or "notlike" or "notilike" or "contains" or "startswith" or "endswith" or "match" => MatchPattern(
                field,
                op,
                value,
                row
            ),
            _ => CompareColumns(
                field.Name,
                op,
                field.ColumnOf(row),
                value.ValueKind == JsonValueKind.Null
                    ? throw new InvalidValueException("Not a valid value: it is null.")
                    : field.ParameterFor(value)
            ),
        };

    private static Expression InList<T>(Field<T> field, string op, JsonElement value, Expression row)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw new InvalidValueException($"'{op}' takes an array.");
        if (value.GetArrayLength() > QueryLimits.ListValues)
            throw new InvalidValueException($"'{op}' takes at most {QueryLimits.ListValues} values.");
        var isInList = field.InListOf(row, [.. value.EnumerateArray()]);
        return op == "in" ? isInList : Expression.Not(isInList);
    }

    private static Expression Between<T>(Field<T> field, JsonElement value, Expression row)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2)
            throw new InvalidValueException("'between' takes an array of two values.");
        return Expression.AndAlso(
            CompareColumns(field.Name, "ge", field.ColumnOf(row), field.ParameterFor(value[0])),
            CompareColumns(field.Name, "le", field.ColumnOf(row), field.ParameterFor(value[1]))
        );
    }

    private static Expression NullTest<T>(Field<T> field, bool isNull, Expression row)
    {
        var column = field.ColumnOf(row);
        if (column.Type.IsValueType && Nullable.GetUnderlyingType(column.Type) is null)
            return Expression.Constant(!isNull);
        var test = Expression.Equal(column, Expression.Constant(null, column.Type));
        return isNull ? test : Expression.Not(test);
    }

    private static Expression CompareColumns(string name, string op, Expression left, Expression right)
    {
        if (op is "eq" or "ne")
            return op == "eq" ? Expression.Equal(left, right) : Expression.NotEqual(left, right);
        if (op is not ("gt" or "ge" or "lt" or "le"))
            throw FilterParser.Malformed($"Unknown filter operator {op}.");
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type == typeof(bool) || type.IsEnum)
            throw new InvalidValueException($"'{op}' is not supported on {name}.");
        if (type == typeof(string))
        {
            left = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
            right = Expression.Constant(0);
        }

        return op switch
        {
            "gt" => Expression.GreaterThan(left, right),
            "ge" => Expression.GreaterThanOrEqual(left, right),
            "lt" => Expression.LessThan(left, right),
            _ => Expression.LessThanOrEqual(left, right),
        };
    }

    private static Expression MatchPattern<T>(Field<T> field, string op, JsonElement value, Expression row)
    {
        var text =
            value.ValueKind == JsonValueKind.String
                ? Codecs.For<string>().Read(value)
                : throw new InvalidValueException($"'{op}' takes a string.");
        if (text.Length > QueryLimits.PatternLength)
            throw new InvalidValueException($"A pattern has at most {QueryLimits.PatternLength} characters.");
        if (text.EndsWith('\\'))
            throw new InvalidValueException("A pattern must not end with a backslash.");
        var negative = op.StartsWith("not", StringComparison.Ordinal);
        text = op switch
        {
            "contains" => $"%{text}%",
            "startswith" => $"{text}%",
            "endswith" => $"%{text}",
            _ => text,
        };
        if (field.ValueType != typeof(string))
        {
            var nonTextCondition = field.Like(row, text)
                ?? EqualsText(field, text, row)
                ?? throw new InvalidValueException($"'{op}' is supported on strings only.");
            return negative ? Expression.Not(nonTextCondition) : nonTextCondition;
        }

        var condition = op switch
        {
            "ilike" or "notilike" => Expression.Call(ILikeMethod, field.ColumnOf(row), SqlParameter.For(text)),
            "match" => Expression.Call(MatchMethod, field.ColumnOf(row), SqlParameter.For(text)),
            _ => Expression.Call(LikeMethod, field.ColumnOf(row), SqlParameter.For(text)),
        };
        return negative ? Expression.Not(condition) : condition;
    }

    /// <summary>On a column that is not a string, a pattern without inner wildcards is compared for equality.</summary>
    private static Expression? EqualsText<T>(Field<T> field, string text, Expression row)
    {
        var bare = text.Trim('%');
        if (bare.Contains('%', StringComparison.Ordinal))
            return null;
        return Expression.Equal(field.ColumnOf(row), field.ParameterFor(JsonSerializer.SerializeToElement(bare)));
    }

    private static Expression TranslateIdComparison<T>(Resource<T> resource, CompareFilter compare, Expression row)
        where T : Entity
    {
        try
        {
            return compare.OtherField is null
                ? CompareWithValue(IdField<T>.Instance, compare.Op, compare.Value, row)
                : throw UnknownField(resource, compare.OtherField);
        }
        catch (InvalidValueException invalid)
        {
            throw FilterParser.Malformed($"id: {invalid.Message}");
        }
    }

    /// <summary>The rows that a filter is about, as the parameter of a query expression.</summary>
    private readonly record struct Rows<T>(Resource<T> Resource, Expression Row, bool IsContact)
        where T : Entity;

    private static MethodInfo MethodOf(string name) => typeof(TextSearch).GetMethod(name)!;
}
