using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the board itself: identity, LEDs, clock, memory.</summary>
public sealed partial class FunctionCatalogue
{
    private static IEnumerable<Function> BoardFunctions()
    {
        const string group = "Board";
        yield return Define(
            group,
            "get_version",
            "Returns the board's name.",
            ResultShape.Text,
            [],
            "get_version()",
            async (b, _, ct) => (await b.IdentifyAsync(ct).ConfigureAwait(false)).Version,
            "get__version"
        );
        yield return Define(
            group,
            "get_firmware_version",
            "Returns the version of the board's firmware.",
            ResultShape.Text,
            [],
            "get_firmware_version()",
            async (b, _, ct) => (await b.IdentifyAsync(ct).ConfigureAwait(false)).Firmware.ToString()
        );
        yield return Define(
            group,
            "device_id",
            "Returns the board's name and firmware version. Firmware from 3 on has no serial number.",
            ResultShape.Text,
            [],
            "device_id()",
            async (b, _, ct) => await b.IdentifyAsync(ct).ConfigureAwait(false) is var i ? $"{i.Version}, firmware {i.Firmware}" : null
        );
        yield return Define(
            group,
            "reconnect",
            "Opens the port if needed and returns the board's name.",
            ResultShape.Text,
            [],
            "reconnect()",
            async (b, _, ct) => (await b.IdentifyAsync(ct).ConfigureAwait(false)).Version
        );
        yield return Define(
            group,
            "resetHardware",
            "Restarts the board. All settings are lost.",
            ResultShape.Nothing,
            [],
            "resetHardware()",
            (b, _, ct) => WithoutResult(b.RestartAsync(ct)),
            "reset"
        );
        yield return Define(
            group,
            "WS2812B",
            "Sets the colours of RGB LEDs: the one on the board, or a chain on an output.",
            ResultShape.Nothing,
            [
                new("cols", ParameterKind.Colours, "One colour or a list of colours: [red, green, blue], each 0 to 255.")
                {
                    Aliases = ["colors", "colours"],
                },
                Optional(
                    Choice("output", "RGB is the LED on the board.", "RGB", "SQ1", "SQ2", "SQ3", "SQ4") with
                    {
                        Synonyms = Enumerable.Range(1, 4).Select(i => ($"SQR{i}", $"SQ{i}")).Append(("CS1", "RGB")).ToDictionary(),
                    },
                    "RGB"
                ),
            ],
            "WS2812B([[255, 0, 0]])",
            (b, a, ct) =>
                WithoutResult(
                    b.Leds.SetAsync(
                        [.. a.Numbers("cols").Chunk(3).Select(c => ((byte)c[0], (byte)c[1], (byte)c[2]))],
                        a.Text("output") == "RGB" ? 0 : GetPinNumber(a.Text("output")),
                        ct
                    )
                ),
            "rgb_led"
        );
        yield return Define(
            group,
            "rtc_get",
            "Reads the board's clock, in seconds since 1970-01-01 (UTC).",
            ResultShape.Number("s"),
            [],
            "rtc_get()",
            async (b, _, ct) => (double)(await b.Clock.GetAsync(ct).ConfigureAwait(false)).ToUnixTimeSeconds()
        );
        yield return Define(
            group,
            "rtc_set",
            "Sets the board's clock.",
            ResultShape.Nothing,
            [Number("unix_time", "s", 946_684_800, 4_102_444_799, "Seconds since 1970-01-01 (UTC), for the years 2000 to 2099.")],
            "rtc_set(1767225600)",
            (b, a, ct) => WithoutResult(b.Clock.SetAsync(DateTimeOffset.FromUnixTimeSeconds((long)a.Number("unix_time")), ct))
        );
        yield return Define(
            group,
            "fetch_buffer",
            "Reads 16-bit words of the memory that oscilloscope and logic analyser share.",
            ResultShape.Array(),
            [
                Optional(Integer("starting_position", 0, Commands.BufferSize, "The index of the first word."), 0.0),
                Optional(Integer("total_points", 1, Commands.BufferSize, "The number of words."), 100.0),
            ],
            "fetch_buffer(0, 100)",
            (b, a, ct) => ToResult(b.Buffer.ReadAsync(a.Integer("starting_position"), a.Integer("total_points"), ct))
        );
        yield return Define(
            group,
            "fill_buffer",
            "Writes 16-bit words to the memory that oscilloscope and logic analyser share.",
            ResultShape.Nothing,
            [Integer("starting_position", 0, Commands.BufferSize, "The index of the first word."), Bytes("point_array", 65_535)],
            "fill_buffer(0, [1, 2, 3])",
            (b, a, ct) =>
                WithoutResult(b.Buffer.WriteAsync(a.Integer("starting_position"), [.. a.Numbers("point_array").Select(v => (int)v)], ct))
        );
        yield return Define(
            group,
            "clear_buffer",
            "Clears the beginning of the memory that oscilloscope and logic analyser share.",
            ResultShape.Nothing,
            [
                Optional(Integer("starting_position", 0, 0, "Must be 0: the firmware only clears from the beginning."), 0.0),
                Optional(Integer("total_points", 1, Commands.BufferSize, "The number of words."), (double)Commands.BufferSize),
            ],
            "clear_buffer(0, 10000)",
            (b, a, ct) => WithoutResult(b.Buffer.ClearAsync(a.Integer("total_points"), ct))
        );
        yield return Define(
            group,
            "read_data_address",
            "Reads a 16-bit word of the processor's memory.",
            ResultShape.Number(),
            [Integer("address", 0, 65_535, "An even address.")],
            "read_data_address(0x1000)",
            (b, a, ct) => ToResult(b.Buffer.ReadWordAsync(a.Integer("address"), ct))
        );
        yield return Define(
            group,
            "safe_state",
            "Puts the board into the safe state: outputs off, gains 1, nothing running.",
            ResultShape.Nothing,
            [],
            "safe_state()",
            (b, _, ct) => WithoutResult(b.MakeSafeAsync(ct))
        );
    }
}
