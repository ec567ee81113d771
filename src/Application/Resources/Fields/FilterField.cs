using System.Linq.Expressions;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// A name that clients filter and sort by and that has no column of its own, such as the discount code of an attendee's order.
/// </summary>
internal sealed class FilterField<T, TValue> : Field<T>
{
    private readonly Expression<Func<T, TValue>> _value;
    private readonly Codec<TValue> _codec = Codecs.For<TValue>();

    public FilterField(string name, Expression<Func<T, TValue>> value, bool isPrivate)
        : base(name, name)
    {
        _value = value;
        IsReadOnly = true;
        IsStored = false;
        IsPrivate = isPrivate;
        IsQueriedByExpression = true;
    }

    public override (string Type, string? Format) Schema => _codec.Schema;

    public override Type ValueType => typeof(TValue);

    public override Change<T> Read(JsonElement value) => throw new InvalidValueException("Read-only.");

    public override void Write(Utf8JsonWriter json, T row) => throw new NotSupportedException(Name);

    public override Expression ColumnOf(Expression row) => Query.ExpressionSubstitution.Apply(_value, row);

    public override Expression ParameterFor(JsonElement value) => Query.SqlParameter.For(_codec.ReadForFilter(value));

    public override Expression InListOf(Expression row, IReadOnlyList<JsonElement> values) =>
        Query.ExpressionCache.Contains<TValue>(Query.SqlParameter.For(values.Select(_codec.ReadForFilter).ToList()), ColumnOf(row));

    public override Expression? Like(Expression row, string pattern) => _codec.Like(ColumnOf(row), pattern);
}
