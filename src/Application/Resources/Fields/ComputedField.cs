using System.Linq.Expressions;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>An attribute that is computed from the row. Clients cannot set, filter or sort by it.</summary>
internal sealed class ComputedField<T, TValue> : Field<T>
{
    private readonly Func<T, TValue> _compute;
    private readonly Codec<TValue> _codec;

    /// <param name="codec">Null: the codec of the type.</param>
    public ComputedField(string name, Func<T, TValue> compute, bool isPrivate, Codec<TValue>? codec = null)
        : base(name, name)
    {
        _codec = codec ?? Codecs.For<TValue>();
        _compute = compute;
        IsReadOnly = true;
        IsFilterable = false;
        IsStored = false;
        IsPrivate = isPrivate;
    }

    public override (string Type, string? Format) Schema => _codec.Schema;

    public override Type ValueType => typeof(TValue);

    public override Change<T> Read(JsonElement value) => throw new InvalidValueException("Read-only.");

    public override void Write(Utf8JsonWriter json, T row)
    {
        json.WritePropertyName(EncodedName);
        var value = _compute(row);
        if (value is null)
            json.WriteNullValue();
        else
            _codec.Write(json, value);
    }

    public override Expression ColumnOf(Expression row) => throw new NotSupportedException(Name);

    public override Expression ParameterFor(JsonElement value) => throw new NotSupportedException(Name);

    public override Expression InListOf(Expression row, IReadOnlyList<JsonElement> values) => throw new NotSupportedException(Name);

    public override Expression? Like(Expression row, string pattern) => throw new NotSupportedException(Name);
}
