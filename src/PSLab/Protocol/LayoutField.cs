namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// A named item, or several equal items, of a command's arguments or reply: unsigned, little-endian, <paramref name="Width"/> bytes each.
/// </summary>
/// <param name="Max">The largest documented value. Larger values are neither sent nor accepted in a reply.</param>
public sealed record LayoutField(string Name, int Width, uint Max, ItemCount Count)
{
    public static LayoutField U8(string name, uint max = byte.MaxValue) => new(name, 1, max, ItemCount.One);

    public static LayoutField U16(string name, uint max = ushort.MaxValue) => new(name, 2, max, ItemCount.One);

    public static LayoutField U32(string name, uint max = uint.MaxValue) => new(name, 4, max, ItemCount.One);

    /// <summary>
    /// Text that ends with <paramref name="terminator"/>, or after <paramref name="longest"/> bytes. The terminator counts as a byte but is
    /// not part of the text.
    /// </summary>
    public static LayoutField Text(string name, byte terminator, int longest) =>
        new(name, 1, byte.MaxValue, ItemCount.Until(terminator, longest));

    /// <summary>A copy of this field with <paramref name="times"/> items.</summary>
    public LayoutField Repeated(int times) => this with { Count = ItemCount.Exactly(times) };

    /// <summary>
    /// A copy of this field with as many items as the value of the field <paramref name="source"/>, divided by <paramref name="per"/> and
    /// rounded up.
    /// </summary>
    public LayoutField CountedBy(string source, int per = 1) => this with { Count = ItemCount.By(source, per) };
}
