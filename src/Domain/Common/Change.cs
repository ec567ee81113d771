namespace OpenEvent.Domain.Common;

/// <summary>One value that a client sent for one property of a <typeparamref name="T"/>.</summary>
/// <param name="Member">The name of the C# property.</param>
/// <param name="Name">The JSON name of the attribute or relationship.</param>
public abstract record Change<T>(string Member, string Name)
{
    /// <summary>Whether the value differs from the row's. Sending an unchanged value is never an error.</summary>
    public abstract bool WouldChange(T row);

    public abstract void ApplyTo(T row);
}

/// <inheritdoc />
public sealed record Change<T, TValue>(
    string Member,
    string Name,
    TValue Value,
    Func<T, TValue> Get,
    Action<T, TValue> Set,
    Func<TValue, TValue, bool> AreEqual
) : Change<T>(Member, Name)
{
    public override bool WouldChange(T row) => !AreEqual(Get(row), Value);

    public override void ApplyTo(T row) => Set(row, Value);
}
