namespace OpenEvent.PSLab.Instruments;

/// <summary>A pin that the logic analyser can record.</summary>
public sealed record DigitalInput(string Name, byte Pin, params IReadOnlyList<string> OtherNames)
{
    public static DigitalInput LA1 { get; } = new("LA1", 0, "ID1");

    public static DigitalInput LA2 { get; } = new("LA2", 1, "ID2");

    public static DigitalInput LA3 { get; } = new("LA3", 2, "ID3");

    public static DigitalInput LA4 { get; } = new("LA4", 3, "ID4");

    /// <summary>The comparator at the pin RES.</summary>
    public static DigitalInput Res { get; } = new("RES", 4, "SEN", "COMP");

    /// <summary>The chip select pin of the SPI connector.</summary>
    public static DigitalInput Ext { get; } = new("EXT", 5);

    public static DigitalInput Frq { get; } = new("FRQ", 6, "CNTR", "FCNTR");

    public static IReadOnlyList<DigitalInput> All { get; } = [LA1, LA2, LA3, LA4, Res, Ext, Frq];

    public static DigitalInput? Find(string name) =>
        All.FirstOrDefault(p =>
            name.Equals(p.Name, StringComparison.OrdinalIgnoreCase) || p.OtherNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        );

    public override string ToString() => Name;
}

/// <summary>Which edges of a signal are recorded. The values are those of the protocol.</summary>
public enum Edge
{
    None,
    Any,
    Falling,
    Rising,
    EveryFourthRising,
    EverySixteenthRising,
}
