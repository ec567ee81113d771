namespace OpenEvent.PSLab.Protocol;

/// <summary>How many items a <see cref="Field"/> has: a fixed number, what another field says, or all up to a terminator.</summary>
public sealed record Count
{
    private Count() { }

    public static Count One { get; } = Exactly(1);

    public int Fixed { get; private init; }

    /// <summary>The field (of the same layout, before this one, or of the request) that holds the number.</summary>
    public string? Source { get; private init; }

    public int Per { get; private init; } = 1;

    public byte? Terminator { get; private init; }

    public int Longest { get; private init; }

    public static Count Exactly(int items) => new() { Fixed = items };

    public static Count By(string source, int per) => new() { Source = source, Per = per };

    public static Count Until(byte terminator, int longest) => new() { Terminator = terminator, Longest = longest };

    /// <summary>The number of items that <paramref name="value"/> of the source field stands for.</summary>
    public long Items(uint value) => (value + Per - 1L) / Per;
}
