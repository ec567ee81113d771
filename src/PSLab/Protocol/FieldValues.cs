using System.Text;

namespace OpenEvent.PSLab.Protocol;

/// <summary>The values of a layout's fields by name, in the order of transmission. They are raw codes without calibration.</summary>
public sealed class FieldValues
{
    private readonly List<KeyValuePair<string, uint[]>> _items = [];

    public static FieldValues None { get; } = new();

    public IReadOnlyList<KeyValuePair<string, uint[]>> Items => _items;

    /// <summary>The value of a field with one item.</summary>
    public uint this[string name] => GetItems(name)[0];

    /// <summary>The items of a field.</summary>
    public uint[] GetItems(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no field '{name}'.");

    public uint[]? Find(string name)
    {
        foreach (var (key, items) in _items)
            if (key == name)
                return items;
        return null;
    }

    public string Text(string name) => Encoding.Latin1.GetString([.. GetItems(name).Select(c => (byte)c)]);

    /// <summary>Appends a field. Fields must be added in the order of transmission.</summary>
    public FieldValues Add(string name, params uint[] items)
    {
        if (ReferenceEquals(this, None))
            return new FieldValues().Add(name, items);
        _items.Add(new(name, items));
        return this;
    }

    public FieldValues Add(string name, string text) => Add(name, [.. Encoding.Latin1.GetBytes(text).Select(b => (uint)b)]);

    public override string ToString() =>
        string.Join(
            ", ",
            _items.Select(i =>
                i.Value.Length switch
                {
                    1 => $"{i.Key}={i.Value[0]}",
                    > 8 => $"{i.Key}=[{string.Join(' ', i.Value.Take(8))} … {i.Value.Length} items]",
                    _ => $"{i.Key}=[{string.Join(' ', i.Value)}]",
                }
            )
        );
}
