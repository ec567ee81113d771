namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// One named item, or run of equal items, of a command's arguments or reply: unsigned, little-endian, <paramref name="Width"/> bytes each.
/// </summary>
/// <param name="Max">The largest value that the device documents; the codec sends nothing above it and takes nothing above it for an answer.</param>
public sealed record LayoutField(string Name, int Width, uint Max, ItemCount Count)
{
    public static LayoutField U8(string name, uint max = byte.MaxValue) => new(name, 1, max, ItemCount.One);

    public static LayoutField U16(string name, uint max = ushort.MaxValue) => new(name, 2, max, ItemCount.One);

    public static LayoutField U32(string name, uint max = uint.MaxValue) => new(name, 4, max, ItemCount.One);

    /// <summary>Text that ends with <paramref name="terminator"/> (which is no part of it) or at <paramref name="longest"/> bytes, terminator included.</summary>
    public static LayoutField Text(string name, byte terminator, int longest) =>
        new(name, 1, byte.MaxValue, ItemCount.Until(terminator, longest));

    /// <summary>This item <paramref name="times"/> times.</summary>
    public LayoutField Repeated(int times) => this with { Count = ItemCount.Exactly(times) };

    /// <summary>This item as many times as the field <paramref name="source"/> says, divided by <paramref name="per"/> and rounded up.</summary>
    public LayoutField CountedBy(string source, int per = 1) => this with { Count = ItemCount.By(source, per) };
}
