using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// Turns a filter into an SQL condition. Only declared names resolve, every value is a parameter, and looking through a relationship obeys the
/// target's own visibility, or else a filter would be an oracle: a discount code could be spelled out letter by letter.
/// A <c>not</c> around <c>has</c> negates that visibility too: rows that are hidden behave as absent, which is what is wanted.
/// </summary>
internal sealed class FilterTranslator(IData data, Actor actor)
{
    private static readonly MethodInfo ILike = Method(nameof(TextSearch.ILike));
    private static readonly MethodInfo CaseLike = Method(nameof(TextSearch.Like));
    private static readonly MethodInfo TextMatch = Method(nameof(TextSearch.Match));

    public IData Data => data;

    public Actor Actor => actor;

    public Expression<Func<T, bool>> Translate<T>(Resource<T> resource, Filter filter)
        where T : Entity
    {
        var row = Expression.Parameter(typeof(T), "r");
        return Expression.Lambda<Func<T, bool>>(On(resource, filter, row), row);
    }

    private Expression On<T>(Resource<T> resource, Filter filter, Expression row)
        where T : Entity =>
        filter switch
        {
            And and => and.Parts.Select(p => On(resource, p, row)).Aggregate(Expression.AndAlso),
            Or or => or.Parts.Select(p => On(resource, p, row)).Aggregate(Expression.OrElse),
            Not not => Expression.Not(On(resource, not.Inner, row)),
            Has has => Linked(resource, has, row),
            Compare compare => Comparison(resource, compare, row),
            _ => throw new InvalidOperationException(filter.GetType().Name),
        };

    private Expression Linked<T>(Resource<T> resource, Has has, Expression row)
        where T : Entity
    {
        if (
            resource.FindRelationship(has.Name) is not { } relationship
            || (relationship.IsPrivate && !actor.IsStaff)
            || relationship.IsClosedTo(actor)
        )
            throw Unknown(resource, has.Name);
        return relationship.Has(row, has.Inner, this);
    }

    private Expression Comparison<T>(Resource<T> resource, Compare compare, Expression row)
        where T : Entity
    {
        if (compare.Name == "id")
            return IdComparison(resource, compare, row);
        var field = Find(resource, compare.Name);
        try
        {
            if (compare.OtherField is { } name)
                return AgainstField(resource, field, compare.Op, Find(resource, name), row);
            return AgainstValue(field, compare.Op, compare.Value, row);
        }
        catch (UnreadableValue wrong)
        {
            throw FilterParser.Wrong($"{compare.Name}: {wrong.Message}");
        }
    }

    private Field<T> Find<T>(Resource<T> resource, string name)
        where T : Entity =>
        resource.FindField(name) is { IsFilterable: true, IsWriteOnly: false } field && (!field.IsPrivate || actor.IsStaff)
            ? field
            : throw Unknown(resource, name);

    private static Refused Unknown(Resource resource, string name) =>
        FilterParser.Wrong($"A {resource.Type} cannot be filtered by {name}.");

    private static Expression AgainstField<T>(Resource<T> resource, Field<T> field, string op, Field<T> other, Expression row)
        where T : Entity
    {
        if (
            field.ValueType != other.ValueType
            && Nullable.GetUnderlyingType(field.ValueType) != other.ValueType
            && Nullable.GetUnderlyingType(other.ValueType) != field.ValueType
        )
            throw FilterParser.Wrong($"{resource.Type}: {field.Name} and {other.Name} cannot be compared.");
        var right = other.On(row);
        var left = field.On(row);
        if (left.Type != right.Type)
        {
            var wide = Nullable.GetUnderlyingType(left.Type) is null ? right.Type : left.Type;
            (left, right) = (Expression.Convert(left, wide), Expression.Convert(right, wide));
        }

        return Ordered(field.Name, op, left, right);
    }

    private static Expression AgainstValue<T>(Field<T> field, string op, JsonElement value, Expression row) =>
        op switch
        {
            "in" or "notin" => Among(field, op, value, row),
            "is" or "isnot" when value.ValueKind == JsonValueKind.Null => NullTest(field, op == "is", row),
            "eq" or "ne" when value.ValueKind == JsonValueKind.Null => NullTest(field, op == "eq", row),
            "is" => Ordered(field.Name, "eq", field.On(row), field.Parameter(value)),
            "isnot" => Ordered(field.Name, "ne", field.On(row), field.Parameter(value)),
            "between" => Between(field, value, row),
            "like" or "ilike" or "notlike" or "notilike" or "contains" or "startswith" or "endswith" or "match" => Pattern(
                field,
                op,
                value,
                row
            ),
            _ => Ordered(
                field.Name,
                op,
                field.On(row),
                value.ValueKind == JsonValueKind.Null ? throw new UnreadableValue("Not a valid value: it is null.") : field.Parameter(value)
            ),
        };

    private static Expression Among<T>(Field<T> field, string op, JsonElement value, Expression row)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw new UnreadableValue($"'{op}' takes an array.");
        if (value.GetArrayLength() > Limits.ListValues)
            throw new UnreadableValue($"'{op}' takes at most {Limits.ListValues} values.");
        var among = field.AmongParameters(row, [.. value.EnumerateArray()]);
        return op == "in" ? among : Expression.Not(among);
    }

    private static Expression Between<T>(Field<T> field, JsonElement value, Expression row)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2)
            throw new UnreadableValue("'between' takes an array of two values.");
        return Expression.AndAlso(
            Ordered(field.Name, "ge", field.On(row), field.Parameter(value[0])),
            Ordered(field.Name, "le", field.On(row), field.Parameter(value[1]))
        );
    }

    private static Expression NullTest<T>(Field<T> field, bool isNull, Expression row)
    {
        var column = field.On(row);
        if (column.Type.IsValueType && Nullable.GetUnderlyingType(column.Type) is null)
            return Expression.Constant(!isNull);
        var test = Expression.Equal(column, Expression.Constant(null, column.Type));
        return isNull ? test : Expression.Not(test);
    }

    private static Expression Ordered(string name, string op, Expression left, Expression right)
    {
        if (op is "eq" or "ne")
            return op == "eq" ? Expression.Equal(left, right) : Expression.NotEqual(left, right);
        if (op is not ("gt" or "ge" or "lt" or "le"))
            throw FilterParser.Wrong($"There is no filter operator {op}.");
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type == typeof(bool) || type.IsEnum)
            throw new UnreadableValue($"{name} has no order.");
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

    private static Expression Pattern<T>(Field<T> field, string op, JsonElement value, Expression row)
    {
        var text =
            value.ValueKind == JsonValueKind.String ? Codecs.For<string>().Read(value) : throw new UnreadableValue($"'{op}' takes a text.");
        if (text.Length > Limits.PatternLength)
            throw new UnreadableValue($"A pattern has at most {Limits.PatternLength} characters.");
        if (text.EndsWith('\\'))
            throw new UnreadableValue("A pattern must not end with a backslash.");
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
            var inOtherType = field.Like(row, text) ?? Exactly(field, text, row) ?? throw new UnreadableValue($"'{op}' works on texts.");
            return negative ? Expression.Not(inOtherType) : inOtherType;
        }

        var condition = op switch
        {
            "ilike" or "notilike" => Expression.Call(ILike, field.On(row), Parameter.Of(text)),
            "match" => Expression.Call(TextMatch, field.On(row), Parameter.Of(text)),
            _ => Expression.Call(CaseLike, field.On(row), Parameter.Of(text)),
        };
        return negative ? Expression.Not(condition) : condition;
    }

    /// <summary>A pattern without wildcards on a column that is not text means that value.</summary>
    private static Expression? Exactly<T>(Field<T> field, string text, Expression row)
    {
        var bare = text.Trim('%');
        if (bare.Contains('%', StringComparison.Ordinal))
            return null;
        return Expression.Equal(field.On(row), field.Parameter(JsonSerializer.SerializeToElement(bare)));
    }

    private static Expression IdComparison<T>(Resource<T> resource, Compare compare, Expression row)
        where T : Entity
    {
        try
        {
            return compare.OtherField is null
                ? AgainstValue(IdOf<T>.Field, compare.Op, compare.Value, row)
                : throw Unknown(resource, compare.OtherField);
        }
        catch (UnreadableValue wrong)
        {
            throw FilterParser.Wrong($"id: {wrong.Message}");
        }
    }

    private static class IdOf<T>
        where T : Entity
    {
        public static readonly StoredField<T, long> Field = new(typeof(Entity).GetProperty(nameof(Entity.Id))!, null);
    }

    private static MethodInfo Method(string name) => typeof(TextSearch).GetMethod(name)!;
}
