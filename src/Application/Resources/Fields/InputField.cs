using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>An attribute that clients only send, e.g. a password. It has no column; the use case reads it from the row.</summary>
internal sealed class InputField<T, TValue> : Field<T>
{
    private readonly Func<T, TValue> _get;
    private readonly Action<T, TValue> _set;
    private readonly Codec<TValue> _codec;
    private readonly int _maxLength;

    public InputField(PropertyInfo property, string name, bool required, bool json, int maxLength)
        : base(property.Name, name)
    {
        _get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        _set = property.SetMethod!.CreateDelegate<Action<T, TValue>>();
        _codec =
            json ? (Codec<TValue>)(object)Codecs.Json
            : typeof(TValue) == typeof(string) ? (Codec<TValue>)(object)Codecs.Verbatim
            : Codecs.For<TValue>();
        _maxLength = maxLength;
        IsRequired = required;
        IsWriteOnly = true;
        IsFilterable = false;
        IsStored = false;
        IsNullable = !required;
    }

    public override (string Type, string? Format) Schema => _codec.Schema;

    public override Type ValueType => typeof(TValue);

    public override int? MaxTextLength => typeof(TValue) == typeof(string) ? _maxLength : null;

    public override Change<T> Read(JsonElement value)
    {
        if (IsRequired && value.ValueKind == JsonValueKind.Null)
            throw new InvalidValueException("Field may not be null.");
        try
        {
            var read = _codec.Read(value);
            return read is string text && text.Length > _maxLength
                ? throw new InvalidValueException($"Longer than maximum length {_maxLength}.")
                : new Change<T, TValue>(Member, Name, read, _get, _set, _codec.AreEqual);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidValueException("Not a valid string: it contains an unpaired surrogate.");
        }
    }

    public override void Write(Utf8JsonWriter json, T row) => throw new NotSupportedException(Name);

    public override Expression ColumnOf(Expression row) => throw new NotSupportedException(Name);

    public override Expression ParameterFor(JsonElement value) => throw new NotSupportedException(Name);

    public override Expression InListOf(Expression row, IReadOnlyList<JsonElement> values) => throw new NotSupportedException(Name);

    public override Expression? Like(Expression row, string pattern) => throw new NotSupportedException(Name);
}
