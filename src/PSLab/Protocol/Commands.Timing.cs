using static OpenEvent.PSLab.Protocol.LayoutField;

namespace OpenEvent.PSLab.Protocol;

/// <summary>Groups 9 and 10: digital inputs, logic analyser.</summary>
public static partial class Commands
{
    /// <summary>Bits 0-3 are LA1 to LA4. Firmware since 2021-06 sends two bytes.</summary>
    public static Command GetStates { get; } =
        new("GET_STATES", 9, 2, Layout.Empty, Of(U8("states", 15)), AckRule.Last, "Reads the levels of LA1 to LA4.")
        {
            LongReply = Of(U16("states", 15)),
        };

    /// <summary>trigger: upper half pin, bit 1 falling, bit 0 enable.</summary>
    public static Command StartOne { get; } =
        new(
            "START_ONE_CHAN_LA",
            10,
            4,
            Of(U16("events", 2500), U8("trigger"), U8("config")),
            Layout.Empty,
            AckRule.Last,
            "Records edges of one pin."
        );

    public static Command StartTwo { get; } =
        new(
            "START_TWO_CHAN_LA",
            10,
            5,
            Of(U16("events", 2500), U8("trigger"), U8("modes"), U8("pins")),
            Layout.Empty,
            AckRule.Last,
            "Records edges of two pins."
        );

    /// <summary>modes: 4 bits for each pin. trigger: bit 0 enable, bit 1 rising, bits 2-5 LA1 to LA4.</summary>
    public static Command StartFour { get; } =
        new(
            "START_FOUR_CHAN_LA",
            10,
            6,
            Of(U16("events", 2500), U16("modes"), U8("prescaler", 3), U8("trigger")),
            Layout.Empty,
            AckRule.Last,
            "Records edges of LA1 to LA4."
        );

    /// <summary>Reads buffer[i + channel·2500].</summary>
    public static Command FetchInt { get; } =
        new(
            "FETCH_INT_DMA",
            10,
            8,
            Of(U16("count", BufferSize), U8("channel", 3)),
            Of(U16("times").CountedBy("count")),
            AckRule.Last,
            "Reads 16-bit time stamps."
        );

    public static Command FetchLong { get; } =
        new(
            "FETCH_LONG_DMA",
            10,
            9,
            Of(U16("count", BufferSize / 2), U8("channel", 1)),
            Of(U32("times").CountedBy("count")),
            AckRule.Last,
            "Reads 32-bit time stamps."
        );

    public static Command GetInitialStates { get; } =
        new(
            "GET_INITIAL_STATES",
            10,
            11,
            Layout.Empty,
            Of(U16("base"), U16("pointers").Repeated(4), U8("before"), U8("after")),
            AckRule.Last,
            "Returns the progress and the levels before and after."
        );

    /// <summary>config and trigger: upper half pin, lower half edge mode. Trigger mode 0 starts immediately.</summary>
    public static Command StartAlternateOne { get; } =
        new(
            "START_ALTERNATE_ONE_CHAN_LA",
            10,
            15,
            Of(U16("events", 2500), U8("config"), U8("trigger")),
            Layout.Empty,
            AckRule.Last,
            "Records chosen edges of one pin."
        );

    /// <summary>The firmware only keeps 8 bits of modes, so the mode of LA3 is lost.</summary>
    public static Command StartThree { get; } =
        new(
            "START_THREE_CHAN_LA",
            10,
            16,
            Of(U16("events", 2500), U16("modes"), U8("trigger")),
            Layout.Empty,
            AckRule.Last,
            "Records edges of LA1 to LA3."
        );

    public static Command StopLogic { get; } =
        new("STOP_LA", 10, 17, Layout.Empty, Layout.Empty, AckRule.Last, "Stops the logic analyser.");
}
