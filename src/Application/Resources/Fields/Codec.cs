using System.Linq.Expressions;
using System.Text.Json;

namespace OpenEvent.Application.Resources;

/// <summary>Reads and writes values of one C# type as JSON.</summary>
internal abstract class Codec<TValue>
{
    /// <summary>The JSON Schema type and format, for the OpenAPI description.</summary>
    public abstract (string Type, string? Format) Schema { get; }

    /// <summary>Reads a JSON value. Numbers and booleans may also be JSON strings, because some clients send them so.</summary>
    /// <exception cref="InvalidValueException">The value does not have this type.</exception>
    public abstract TValue Read(JsonElement json);

    /// <summary>Reads the value of a filter. Some clients add wildcards to it.</summary>
    public virtual TValue ReadForFilter(JsonElement json) => Read(json);

    public abstract void Write(Utf8JsonWriter json, TValue value);

    public virtual bool AreEqual(TValue a, TValue b) => EqualityComparer<TValue>.Default.Equals(a, b);

    /// <summary>The condition of a pattern operator on a column that is not a string; null if the operator is not supported.</summary>
    public virtual Expression? Like(Expression column, string pattern) => null;
}
