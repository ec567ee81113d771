using System.Linq.Expressions;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>One attribute of a resource: its names and rules, and how it is read, written and compared.</summary>
internal abstract class Field<T>(string member, string name)
{
    /// <summary>The property's name in C#.</summary>
    public string Member { get; } = member;

    /// <summary>The name in JSON, with dashes.</summary>
    public string Name { get; protected set; } = name;

    /// <summary><see cref="Name"/>, encoded once at startup.</summary>
    public JsonEncodedText EncodedName { get; private set; }

    /// <summary>The position in the field list of the resource, which is the bit in a <see cref="FieldMask"/>.</summary>
    public int Index { get; private set; }

    public bool IsRequired { get; protected set; }

    /// <summary>Ignored on input.</summary>
    public bool IsReadOnly { get; protected set; }

    /// <summary>Never sent.</summary>
    public bool IsWriteOnly { get; protected set; }

    /// <summary>
    /// Sent only if the policy's <c>CanSeePrivate</c> allows it. A filter by it holds only on such rows. Only staff can sort by it.
    /// </summary>
    public bool IsPrivate { get; protected set; }

    /// <summary>Private, but also sent for rows that are shown as contacts: <see cref="Relationship.ShowsContact"/>.</summary>
    public bool IsContact { get; protected set; }

    /// <summary>The log of changes names the attribute and never contains its value.</summary>
    public bool IsSecret { get; protected set; }

    public bool IsFilterable { get; protected set; } = true;

    public bool IsNullable { get; protected init; }

    /// <summary>Stored in a column.</summary>
    public bool IsStored { get; protected init; } = true;

    /// <summary>The column has the type <c>jsonb</c>.</summary>
    public bool IsJson { get; protected set; }

    /// <summary>
    /// The value is a list of objects with these members, for the description of the API: each with its JSON type, or null for any value.
    /// Null: the value is something else.
    /// </summary>
    public IReadOnlyList<(string Name, string? Type)>? ItemMembers { get; protected set; }

    public IReadOnlyList<string>? AllowedValues { get; protected set; }

    /// <summary>The maximum length of a text or JSON value that clients send, in UTF-16 units; null if the value is neither.</summary>
    public virtual int? MaxTextLength => null;

    /// <summary>Whether the copy of an event has the same value.</summary>
    public bool IsCopied { get; protected set; } = true;

    /// <summary>The URL of a picture. If its file is stored here, the copy of an event gets a file of its own.</summary>
    public bool IsMedia { get; protected set; }

    /// <summary>The value is a URL: <see cref="WebAddress"/>.</summary>
    public bool IsUrl { get; protected set; }

    /// <summary>Filters and sort keys use an expression, which may be a subquery, instead of a column.</summary>
    public bool IsQueriedByExpression { get; protected set; }

    /// <summary>The field for the queries of an actor. It differs if the value depends on the actor.</summary>
    public virtual Field<T> For(Actor actor) => this;

    public abstract (string Type, string? Format) Schema { get; }

    public abstract Type ValueType { get; }

    /// <summary>Encodes the name and assigns the index, after the declaration is complete.</summary>
    public void Freeze(int index)
    {
        Index = index;
        EncodedName = JsonEncodedText.Encode(Name);
    }

    /// <summary>Reads the value that a client sent.</summary>
    /// <exception cref="InvalidValueException">The value breaks a rule. The message is sent to the client.</exception>
    public abstract Change<T> Read(JsonElement value);

    /// <summary>Whether a value that breaks a rule is the one that is stored.</summary>
    public virtual bool IsUnchanged(JsonElement value, T row) => false;

    public abstract void Write(Utf8JsonWriter json, T row);

    /// <summary>The column of <paramref name="row"/> in a query expression.</summary>
    public abstract Expression ColumnOf(Expression row);

    /// <summary>A client's value as an SQL parameter of the column's type.</summary>
    public abstract Expression ParameterFor(JsonElement value);

    /// <summary>A client's list as one SQL parameter: <c>column = ANY(@values)</c>.</summary>
    public abstract Expression InListOf(Expression row, IReadOnlyList<JsonElement> values);

    /// <inheritdoc cref="Codec{TValue}.Like" />
    public abstract Expression? Like(Expression row, string pattern);
}
