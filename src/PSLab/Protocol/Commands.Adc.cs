using static OpenEvent.PSLab.Protocol.LayoutField;

namespace OpenEvent.PSLab.Protocol;

/// <summary>Group 2: oscilloscope, voltmeter, capacitor charging.</summary>
public static partial class Commands
{
    private static readonly Layout CaptureLayout = Of(U8("config"), U16("samples", BufferSize), U16("gap"));

    /// <summary>config: bits 0-3 input, bit 4 simultaneous sampling, bit 7 use the trigger. gap: 1/8 µs.</summary>
    public static Command CaptureOne { get; } =
        new("CAPTURE_ONE", 2, 1, CaptureLayout, Layout.Empty, AckRule.Last, "Starts a 10-bit capture of one channel.");

    public static Command CaptureTwo { get; } =
        new("CAPTURE_TWO", 2, 2, CaptureLayout, Layout.Empty, AckRule.Last, "Starts a 10-bit capture of one channel and CH2.");

    /// <summary>
    /// Bit 7 of config means 12 bits here. This command never waits for a trigger, and its status is "done" from the start.
    /// </summary>
    public static Command CaptureDma { get; } =
        new("CAPTURE_DMASPEED", 2, 3, CaptureLayout, Layout.Empty, AckRule.Last, "Starts a fast capture of one channel, 10 or 12 bits.");

    public static Command CaptureFour { get; } =
        new("CAPTURE_FOUR", 2, 4, CaptureLayout, Layout.Empty, AckRule.Last, "Starts a 10-bit capture of one channel, CH2, CH3 and MIC.");

    public static Command CaptureThree { get; } =
        new("CAPTURE_THREE", 2, 23, CaptureLayout, Layout.Empty, AckRule.Last, "Starts a 10-bit capture of one channel, CH2 and CH3.");

    /// <summary>config: bits 0-3 select the channel (one-hot), bits 4-7 are the prescaler of the time-out. level: a 10-bit code.</summary>
    public static Command ConfigureTrigger { get; } =
        new(
            "CONFIGURE_TRIGGER",
            2,
            5,
            Of(U8("config"), U16("level", 1023)),
            Layout.Empty,
            AckRule.Last,
            "Sets channel, level and time-out of the trigger."
        );

    public static Command GetCaptureStatus { get; } =
        new(
            "GET_CAPTURE_STATUS",
            2,
            6,
            Layout.Empty,
            Of(U8("done", 1), U16("samples", BufferSize)),
            AckRule.Last,
            "Returns whether the capture is complete and the number of samples so far."
        );

    public static Command SetPgaGain { get; } =
        new(
            "SET_PGA_GAIN",
            2,
            8,
            Of(U8("amplifier", 2), U8("gain", 7)),
            Layout.Empty,
            AckRule.Last,
            "Sets the gain of CH1 (1) or CH2 (2) by index."
        );

    public static Command GetVoltage { get; } =
        new("GET_VOLTAGE", 2, 9, Of(U8("channel")), Of(U16("code", 4095)), AckRule.Last, "Makes one 12-bit conversion.");

    public static Command GetVoltageSummed { get; } =
        new(
            "GET_VOLTAGE_SUMMED",
            2,
            10,
            Of(U8("channel")),
            Of(U16("sum", MaxConversionSum)),
            AckRule.Last,
            "Makes 16 conversions of 12 bits and returns their sum."
        );

    public static Command SetCap { get; } =
        new(
            "SET_CAP",
            2,
            21,
            Of(U8("state", 1), U16("time")),
            Layout.Empty,
            AckRule.Last,
            "Drives CAP high or low through 10 kΩ for a time in µs."
        )
        {
            ProcessingTime = a => Microseconds(a["time"]),
        };
}
