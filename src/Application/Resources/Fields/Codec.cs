using System.Linq.Expressions;
using System.Text.Json;

namespace OpenEvent.Application.Resources;

/// <summary>How a value of one C# type looks in JSON, and how it is read from what clients send.</summary>
internal abstract class Codec<TValue>
{
    /// <summary>The JSON Schema type and format, for the API's description.</summary>
    public abstract (string Type, string? Format) Schema { get; }

    /// <summary>Reads a JSON value; where clients send text for numbers and booleans, that too.</summary>
    /// <exception cref="InvalidValueException">The value is not one of this type; the message says what is.</exception>
    public abstract TValue Read(JsonElement json);

    /// <summary>The same for a filter's value, where some clients decorate what they send.</summary>
    public virtual TValue ReadForFilter(JsonElement json) => Read(json);

    public abstract void Write(Utf8JsonWriter json, TValue value);

    public virtual bool AreEqual(TValue a, TValue b) => EqualityComparer<TValue>.Default.Equals(a, b);

    /// <summary>A condition for the pattern operators on a column that is not text, or null where they have no meaning.</summary>
    public virtual Expression? Like(Expression column, string pattern) => null;
}
