using static OpenEvent.PSLab.Protocol.LayoutField;

namespace OpenEvent.PSLab.Protocol;

/// <summary>Group 11: version, capacitance, memory, counters, LEDs.</summary>
public static partial class Commands
{
    /// <summary>config: channel | range &lt;&lt; 5 | tgen &lt;&lt; 7.</summary>
    public static Command GetCtmuVoltage { get; } =
        new(
            "GET_CTMU_VOLTAGE",
            11,
            1,
            Of(U8("config")),
            Of(U16("sum", MaxConversionSum)),
            AckRule.Last,
            "Feeds a constant current into an input and returns the sum of 16 conversions."
        )
        {
            ProcessingTime = _ => Milliseconds(10),
        };

    public static Command GetCapacitance { get; } =
        new(
            "GET_CAPACITANCE",
            11,
            2,
            Of(U8("range", 3), U8("trim", 63), U16("time")),
            Of(U16("code", 4095)),
            AckRule.Last,
            "Discharges CAP, charges it with a constant current for a time in µs and measures it."
        )
        {
            ProcessingTime = a => Milliseconds(52.5) + Microseconds(a["time"]),
        };

    /// <summary>timeout: seconds·64,000,000 / 65,536. f = 64 MHz·16/(t1 − t0).</summary>
    public static Command GetFrequency { get; } =
        new(
            "GET_FREQUENCY",
            11,
            3,
            Of(U16("timeout"), U8("pin", 6)),
            Of(U8("error"), U32("start"), U32("end")),
            AckRule.Last,
            "Measures the time of 16 periods."
        )
        {
            Support = FirmwareSupport.BeforeFirmware31,
            ProcessingTime = a => Microseconds(a["timeout"] * 1024.0) * 2,
        };

    public static Command GetVersion { get; } =
        new("GET_VERSION", 11, 5, Layout.Empty, Of(Text("version", (byte)'\n', 32)), AckRule.Never, "Returns the board's name.");

    public static Command GetFirmware { get; } =
        new(
            "GET_FW_VERSION",
            11,
            6,
            Layout.Empty,
            Of(U8("major"), U8("minor"), U8("patch")),
            AckRule.Never,
            "Returns the firmware version. Firmware before 3 does not know this command."
        );

    public static Command GetDebug { get; } =
        new("DEBUG_IS_ENABLED", 11, 7, Layout.Empty, Of(U8("enabled", 1)), AckRule.Never, "Returns whether this is a debug firmware.");

    public static Command RetrieveBuffer { get; } =
        new(
            "RETRIEVE_BUFFER",
            11,
            8,
            Of(U16("start", BufferSize), U16("count", BufferSize)),
            Of(U16("words").CountedBy("count")),
            AckRule.Last,
            "Reads the ADC's memory."
        );

    public static Command ClearBuffer { get; } =
        new(
            "CLEAR_BUFFER",
            11,
            10,
            Of(U16("start", BufferSize), U16("count", BufferSize)),
            Layout.Empty,
            AckRule.Last,
            "Clears the ADC's memory."
        )
        {
            ProcessingTime = _ => Milliseconds(10),
        };

    public static Command ReadAddress { get; } =
        new("READ_DATA_ADDRESS", 11, 14, Of(U16("address")), Of(U16("value")), AckRule.Last, "Reads a word of the processor's memory.");

    public static Command WriteAddress { get; } =
        new(
            "WRITE_DATA_ADDRESS",
            11,
            15,
            Of(U16("address"), U16("value")),
            Layout.Empty,
            AckRule.Last,
            "Writes a word of the processor's memory."
        );

    public static Command GetCapRange { get; } =
        new(
            "GET_CAP_RANGE",
            11,
            16,
            Of(U16("time")),
            Of(U16("sum", MaxConversionSum)),
            AckRule.Last,
            "Charges CAP through 10 kΩ for a time in µs and returns the sum of 16 conversions."
        )
        {
            ProcessingTime = a => Milliseconds(60) + Microseconds(a["time"]),
        };

    public static Command Restart { get; } =
        new("RESTORE_STANDALONE", 11, 19, Layout.Empty, Layout.Empty, AckRule.Never, "Restarts the board.")
        {
            ProcessingTime = _ => Milliseconds(600),
            EndsSession = true,
        };

    /// <summary>f = scale·count/0.1 s.</summary>
    public static Command GetHighFrequency { get; } =
        new(
            "GET_ALTERNATE_HIGH_FREQUENCY",
            11,
            20,
            Of(U8("pin", 6)),
            Of(U8("scale"), U32("count")),
            AckRule.Last,
            "Counts pulses for 0.1 s."
        )
        {
            Support = FirmwareSupport.BeforeFirmware31,
            ProcessingTime = _ => Milliseconds(120),
        };

    /// <summary>pin: 0 is the LED on the board, 1 to 4 are SQ1 to SQ4. Three bytes for each LED: red, green, blue.</summary>
    public static Command SetRgb { get; } =
        new(
            "SET_RGB_COMMON",
            11,
            21,
            Of(U8("count"), U8("colours").CountedBy("count"), U8("pin", 4)),
            Layout.Empty,
            AckRule.Last,
            "Sets the colours of WS2812B LEDs."
        )
        {
            ProcessingTime = a => Milliseconds(1) + Microseconds(10) * a["count"],
        };

    public static Command StartCtmu { get; } =
        new("START_CTMU", 11, 23, Of(U8("config"), U8("trim", 63)), Layout.Empty, AckRule.Last, "Starts the constant current source.");

    public static Command StopCtmu { get; } =
        new("STOP_CTMU", 11, 24, Layout.Empty, Layout.Empty, AckRule.Last, "Stops the constant current source.");

    public static Command StartCounting { get; } =
        new("START_COUNTING", 11, 25, Of(U8("pin", 6)), Layout.Empty, AckRule.Last, "Starts counting pulses.");

    /// <summary>A 16-bit counter: after 65,535 it starts again at 0.</summary>
    public static Command FetchCount { get; } =
        new("FETCH_COUNT", 11, 26, Layout.Empty, Of(U16("pulses")), AckRule.Last, "Reads the pulse counter.");

    public static Command FillBuffer { get; } =
        new(
            "FILL_BUFFER",
            11,
            27,
            Of(U16("start", BufferSize), U16("count", BufferSize), U16("words").CountedBy("count")),
            Layout.Empty,
            AckRule.Last,
            "Writes the ADC's memory."
        );
}
