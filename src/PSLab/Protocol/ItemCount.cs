namespace OpenEvent.PSLab.Protocol;

/// <summary>The number of items of a <see cref="LayoutField"/>: fixed, given by another field, or up to a terminator.</summary>
public sealed record ItemCount
{
    private ItemCount() { }

    public static ItemCount One { get; } = Exactly(1);

    public int Fixed { get; private init; }

    /// <summary>The field that holds the number: an earlier field of the same layout, or one of the request.</summary>
    public string? Source { get; private init; }

    public int Per { get; private init; } = 1;

    public byte? Terminator { get; private init; }

    public int MaxLength { get; private init; }

    public static ItemCount Exactly(int items) => new() { Fixed = items };

    public static ItemCount By(string source, int per) => new() { Source = source, Per = per };

    public static ItemCount Until(byte terminator, int longest) => new() { Terminator = terminator, MaxLength = longest };

    /// <summary>The number of items for a <paramref name="value"/> of the source field.</summary>
    public long GetItemCount(uint value) => (value + Per - 1L) / Per;
}
