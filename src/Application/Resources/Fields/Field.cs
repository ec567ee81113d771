using System.Linq.Expressions;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>One attribute of a resource: its names, its rules, and how it is read, written and compared.</summary>
internal abstract class Field<T>(string member, string name)
{
    /// <summary>The property's name in C#.</summary>
    public string Member { get; } = member;

    /// <summary>The name on the wire, dashed.</summary>
    public string Name { get; protected set; } = name;

    /// <summary>The wire name, encoded once at start-up.</summary>
    public JsonEncodedText EncodedName { get; private set; }

    /// <summary>The place in the resource's field list: the bit in a <see cref="FieldMask"/>.</summary>
    public int Index { get; private set; }

    public bool IsRequired { get; protected set; }

    /// <summary>Ignored on input.</summary>
    public bool IsReadOnly { get; protected set; }

    /// <summary>Never sent.</summary>
    public bool IsWriteOnly { get; protected set; }

    /// <summary>Sent only where the policy's <c>SeesPrivate</c> says so; filtered and sorted on by staff only.</summary>
    public bool IsPrivate { get; protected set; }

    public bool IsFilterable { get; protected set; } = true;

    public bool IsNullable { get; protected init; }

    /// <summary>Backed by a column.</summary>
    public bool IsStored { get; protected init; } = true;

    /// <summary>The column holds <c>jsonb</c>.</summary>
    public bool IsJson { get; protected set; }

    public IReadOnlyList<string>? AllowedValues { get; protected set; }

    public abstract (string Type, string? Format) Schema { get; }

    public abstract Type ValueType { get; }

    /// <summary>Fixes name and place, when the declaration is complete.</summary>
    public void Freeze(int index)
    {
        Index = index;
        EncodedName = JsonEncodedText.Encode(Name);
    }

    /// <exception cref="InvalidValueException">What a person can read about what is wrong.</exception>
    public abstract Change<T> Read(JsonElement value);

    public abstract void Write(Utf8JsonWriter json, T row);

    /// <summary>The column of <paramref name="row"/> in a query.</summary>
    public abstract Expression ColumnOf(Expression row);

    /// <summary>A client's value as an SQL parameter of the column's type.</summary>
    public abstract Expression ParameterFor(JsonElement value);

    /// <summary>A client's list as one SQL parameter: <c>column = ANY(@values)</c>.</summary>
    public abstract Expression InListOf(Expression row, IReadOnlyList<JsonElement> values);

    public abstract Expression? Like(Expression row, string pattern);
}
