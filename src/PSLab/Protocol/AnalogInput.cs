namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// An input of the analog-to-digital converter: its number in commands, and the voltages at code 0 and at the full-scale code with gain 1.
/// CH1 and CH2 are inverted: a higher voltage gives a lower code. See docs/reference/pslab-protocol.md#analog-inputs.
/// </summary>
/// <param name="Amplifier">The input's programmable amplifier (1 or 2), or 0 if it has none.</param>
/// <param name="FormerName">The name of 2018, if it was different.</param>
public sealed record AnalogInput(string Name, byte Mux, double AtZero, double AtFullScale, byte Amplifier = 0, string? FormerName = null)
{
    public static AnalogInput CH1 { get; } = new("CH1", 3, 16.5, -16.5, 1);

    public static AnalogInput CH2 { get; } = new("CH2", 0, 16.5, -16.5, 2);

    public static AnalogInput CH3 { get; } = new("CH3", 1, -3.3, 3.3);

    public static AnalogInput Mic { get; } = new("MIC", 2, -3.3, 3.3);

    public static AnalogInput AN4 { get; } = new("AN4", 4, 0, 3.3);

    public static AnalogInput Cap { get; } = new("CAP", 5, 0, 3.3);

    public static AnalogInput Res { get; } = new("RES", 7, 0, 3.3, FormerName: "SEN");

    public static AnalogInput Vol { get; } = new("VOL", 8, 0, 3.3, FormerName: "AN8");

    public static IReadOnlyList<AnalogInput> All { get; } = [CH1, CH2, CH3, Mic, AN4, Cap, Res, Vol];

    public bool HasGain => Amplifier > 0;

    /// <summary>Finds an input by its name of today or of 2018, ignoring case.</summary>
    public static AnalogInput? Find(string name) =>
        All.FirstOrDefault(i =>
            name.Equals(i.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(i.FormerName, StringComparison.OrdinalIgnoreCase)
        );

    public override string ToString() => Name;
}
