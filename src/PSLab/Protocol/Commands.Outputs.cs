using static OpenEvent.PSLab.Protocol.LayoutField;

namespace OpenEvent.PSLab.Protocol;

/// <summary>Groups 6, 7, 8: power supply, waveform generators, digital outputs.</summary>
public static partial class Commands
{
    private static readonly Layout WaveTableLayout = Of(U16("long", 511).Repeated(512), U8("short", 63).Repeated(32));

    private static readonly Layout SquareWaveLayout = Of(U16("period"), U16("high"), U8("prescaler"));

    public static Command SetPower { get; } =
        new(
            "SET_POWER",
            6,
            3,
            Of(U8("channel", 3), U16("code", 4095)),
            Layout.Empty,
            AckRule.Last,
            "Sets PCS (0), PV3 (1), PV2 (2) or PV1 (3)."
        );

    public static Command SetSquare1 { get; } =
        new("SET_SQR1", 7, 3, SquareWaveLayout, Layout.Empty, AckRule.Last, "Sets a square wave on SQ1.");

    public static Command SetSquare2 { get; } =
        new("SET_SQR2", 7, 4, SquareWaveLayout, Layout.Empty, AckRule.Last, "Sets a square wave on SQ2.");

    /// <summary>
    /// h: end of the high phase, l: its start. config: bits 0-1 prescaler, 2-4 invert SQ2-4 in one-shot mode, 5 continuous, 6 wait for the
    /// comparator.
    /// </summary>
    public static Command SetSquares { get; } =
        new(
            "SQR4",
            7,
            7,
            Of(U16("period"), U16("h1"), U16("l2"), U16("h2"), U16("l3"), U16("h3"), U16("l4"), U16("h4"), U8("config", 127)),
            Layout.Empty,
            AckRule.Last,
            "Sets pulses of one frequency on SQ1 to SQ4."
        );

    /// <summary>pins: bit i is SQ(i+1). The clock is 128 MHz shifted right by scaler.</summary>
    public static Command MapReference { get; } =
        new(
            "MAP_REFERENCE",
            7,
            8,
            Of(U8("pins", 15), U8("scaler", 15)),
            Layout.Empty,
            AckRule.Last,
            "Puts the divided reference clock on pins."
        );

    /// <summary>config: bits 0, 1 long table for SI1, SI2; bits 2-3 and 4-5 their prescalers.</summary>
    public static Command SetBothSines { get; } =
        new(
            "SET_BOTH_WG",
            7,
            9,
            Of(U16("period1"), U16("period2"), U16("coarse"), U16("fine"), U8("config", 63)),
            Layout.Empty,
            AckRule.Last,
            "Starts SI1 and SI2 with a phase difference."
        );

    /// <summary>config: bit 0 long table, bits 1-2 prescaler.</summary>
    public static Command SetSine1 { get; } =
        new("SET_SINE1", 7, 13, Of(U8("config", 7), U16("period")), Layout.Empty, AckRule.Last, "Starts SI1.");

    public static Command SetSine2 { get; } =
        new("SET_SINE2", 7, 14, Of(U8("config", 7), U16("period")), Layout.Empty, AckRule.Last, "Starts SI2.");

    public static Command LoadWaveform1 { get; } =
        new("LOAD_WAVEFORM1", 7, 15, WaveTableLayout, Layout.Empty, AckRule.Last, "Loads the tables of SI1.");

    public static Command LoadWaveform2 { get; } =
        new("LOAD_WAVEFORM2", 7, 16, WaveTableLayout, Layout.Empty, AckRule.Last, "Loads the tables of SI2.");

    public static Command ReadWaveform1 { get; } =
        new("READ_WAVEFORM1", 7, 18, Layout.Empty, WaveTableLayout, AckRule.Last, "Reads the tables of SI1.");

    public static Command ReadWaveform2 { get; } =
        new("READ_WAVEFORM2", 7, 19, Layout.Empty, WaveTableLayout, AckRule.Last, "Reads the tables of SI2.");

    /// <summary>mask: bit 4+i selects SQ(i+1), bit i is its level. This stops pulses and sines on the pin.</summary>
    public static Command SetState { get; } = new("SET_STATE", 8, 1, Of(U8("mask")), Layout.Empty, AckRule.Last, "Sets digital outputs.");
}
