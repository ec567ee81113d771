using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// Translates a filter into an SQL condition. Only declared names are accepted, and all values become SQL parameters. A condition on a
/// relationship sees only the rows of the target that are visible to the actor. Otherwise a client could find out hidden values, e.g. a
/// discount code, by trying one letter after the other. A <c>not</c> around <c>has</c> negates the visibility too: hidden rows behave like
/// rows that do not exist.
/// </summary>
internal sealed class FilterTranslator(IData data, Actor actor)
{
    private static readonly MethodInfo ILikeMethod = MethodOf(nameof(TextSearch.ILike));
    private static readonly MethodInfo LikeMethod = MethodOf(nameof(TextSearch.Like));
    private static readonly MethodInfo MatchMethod = MethodOf(nameof(TextSearch.Match));

    public IData Data => data;

    public Actor Actor => actor;

    public Expression<Func<T, bool>> Translate<T>(Resource<T> resource, Filter filter)
        where T : Entity
    {
        var row = Expression.Parameter(typeof(T), "r");
        return Expression.Lambda<Func<T, bool>>(TranslateNode(resource, filter, row), row);
    }

    private Expression TranslateNode<T>(Resource<T> resource, Filter filter, Expression row)
        where T : Entity =>
        filter switch
        {
            AndFilter and => and.Parts.Select(p => TranslateNode(resource, p, row)).Aggregate(Expression.AndAlso),
            OrFilter or => or.Parts.Select(p => TranslateNode(resource, p, row)).Aggregate(Expression.OrElse),
            NotFilter not => Expression.Not(TranslateNode(resource, not.Inner, row)),
            RelatedFilter has => TranslateRelated(resource, has, row),
            CompareFilter compare => TranslateComparison(resource, compare, row),
            _ => throw new InvalidOperationException(filter.GetType().Name),
        };

    private Expression TranslateRelated<T>(Resource<T> resource, RelatedFilter has, Expression row)
        where T : Entity
    {
        if (
            resource.FindRelationship(has.Name) is not { } relationship
            || (relationship.IsPrivate && !actor.IsStaff)
            || relationship.IsHiddenFrom(actor)
        )
            throw UnknownField(resource, has.Name);
        return relationship.LinkedRowExists(row, has.Inner, this);
    }

    private Expression TranslateComparison<T>(Resource<T> resource, CompareFilter compare, Expression row)
        where T : Entity
    {
        if (compare.Name == "id")
            return TranslateIdComparison(resource, compare, row);
        var field = Find(resource, compare.Name);
        try
        {
            if (compare.OtherField is { } name)
                return CompareWithField(resource, field, compare.Op, Find(resource, name), row);
            return CompareWithValue(field, compare.Op, compare.Value, row);
        }
        catch (InvalidValueException invalid)
        {
            throw FilterParser.Malformed($"{compare.Name}: {invalid.Message}");
        }
    }

    private Field<T> Find<T>(Resource<T> resource, string name)
        where T : Entity =>
        resource.FindField(name) is { IsFilterable: true, IsWriteOnly: false } field && (!field.IsPrivate || actor.IsStaff)
            ? field
            : throw UnknownField(resource, name);

    private static RejectedException UnknownField(Resource resource, string name) =>
        FilterParser.Malformed($"A {resource.Type} cannot be filtered by {name}.");

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
                ? CompareWithValue(IdOf<T>.Field, compare.Op, compare.Value, row)
                : throw UnknownField(resource, compare.OtherField);
        }
        catch (InvalidValueException invalid)
        {
            throw FilterParser.Malformed($"id: {invalid.Message}");
        }
    }

    private static class IdOf<T>
        where T : Entity
    {
        public static readonly StoredField<T, long> Field = new(typeof(Entity).GetProperty(nameof(Entity.Id))!, null);
    }

    private static MethodInfo MethodOf(string name) => typeof(TextSearch).GetMethod(name)!;
}
