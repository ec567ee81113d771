using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Functions;

/// <summary>The board itself: identity, lights, clock, memory.</summary>
public sealed partial class FunctionCatalogue
{
    private static IEnumerable<Function> BoardFunctions()
    {
        const string group = "Board";
        yield return Define(
            group,
            "get_version",
            "Tells the board's name.",
            ResultShape.Text,
            [],
            "get_version()",
            async (b, _, ct) => (await b.IdentifyAsync(ct).ConfigureAwait(false)).Version,
            "get__version"
        );
        yield return Define(
            group,
            "get_firmware_version",
            "Tells the version of the board's firmware.",
            ResultShape.Text,
            [],
            "get_firmware_version()",
            async (b, _, ct) => (await b.IdentifyAsync(ct).ConfigureAwait(false)).Firmware.ToString()
        );
        yield return Define(
            group,
            "device_id",
            "Tells name and firmware. Firmware from 3 on gives no serial number.",
            ResultShape.Text,
            [],
            "device_id()",
            async (b, _, ct) => await b.IdentifyAsync(ct).ConfigureAwait(false) is var i ? $"{i.Version}, firmware {i.Firmware}" : null
        );
        yield return Define(
            group,
            "reconnect",
            "Asks the board who it is, after opening the port if that is needed.",
            ResultShape.Text,
            [],
            "reconnect()",
            async (b, _, ct) => (await b.IdentifyAsync(ct).ConfigureAwait(false)).Version
        );
        yield return Define(
            group,
            "resetHardware",
            "Restarts the board: all settings are gone.",
            ResultShape.Nothing,
            [],
            "resetHardware()",
            (b, _, ct) => WithoutResult(b.RestartAsync(ct)),
            "reset"
        );
        yield return Define(
            group,
            "WS2812B",
            "Sets the colours of RGB lights: the board's own, or a chain on an output.",
            ResultShape.Nothing,
            [
                new("cols", ParameterKind.Colours, "A colour, or a list of colours: [red, green, blue] of 0 to 255.")
                {
                    Aliases = ["colors", "colours"],
                },
                Optional(
                    Choice("output", "RGB is the light on the board.", "RGB", "SQ1", "SQ2", "SQ3", "SQ4") with
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
            "Reads the board's clock, in seconds since 1970 (UTC).",
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
            [Number("unix_time", "s", 946_684_800, 4_102_444_799, "Seconds since 1970 (UTC), in the years 2000 to 2099.")],
            "rtc_set(1767225600)",
            (b, a, ct) => WithoutResult(b.Clock.SetAsync(DateTimeOffset.FromUnixTimeSeconds((long)a.Number("unix_time")), ct))
        );
        yield return Define(
            group,
            "fetch_buffer",
            "Reads words of the memory that oscilloscope and logic analyser share.",
            ResultShape.Array(),
            [
                Optional(Whole("starting_position", 0, Commands.BufferSize, "The first word."), 0.0),
                Optional(Whole("total_points", 1, Commands.BufferSize, "How many."), 100.0),
            ],
            "fetch_buffer(0, 100)",
            (b, a, ct) => ToResult(b.Buffer.ReadAsync(a.Integer("starting_position"), a.Integer("total_points"), ct))
        );
        yield return Define(
            group,
            "fill_buffer",
            "Writes words into that memory.",
            ResultShape.Nothing,
            [Whole("starting_position", 0, Commands.BufferSize, "The first word."), Bytes("point_array", 65_535)],
            "fill_buffer(0, [1, 2, 3])",
            (b, a, ct) =>
                WithoutResult(b.Buffer.WriteAsync(a.Integer("starting_position"), [.. a.Numbers("point_array").Select(v => (int)v)], ct))
        );
        yield return Define(
            group,
            "clear_buffer",
            "Clears that memory from its beginning.",
            ResultShape.Nothing,
            [
                Optional(Whole("starting_position", 0, 0, "0: the firmware clears from the beginning only."), 0.0),
                Optional(Whole("total_points", 1, Commands.BufferSize, "How many words."), (double)Commands.BufferSize),
            ],
            "clear_buffer(0, 10000)",
            (b, a, ct) => WithoutResult(b.Buffer.ClearAsync(a.Integer("total_points"), ct))
        );
        yield return Define(
            group,
            "read_data_address",
            "Reads a word of the processor's memory.",
            ResultShape.Number(),
            [Whole("address", 0, 65_535, "An even address.")],
            "read_data_address(0x1000)",
            (b, a, ct) => ToResult(b.Buffer.ReadWordAsync(a.Integer("address"), ct))
        );
        yield return Define(
            group,
            "safe_state",
            "Leaves the board as the next user may expect it: outputs off, gains 1, nothing running.",
            ResultShape.Nothing,
            [],
            "safe_state()",
            (b, _, ct) => WithoutResult(b.MakeSafeAsync(ct))
        );
    }
}
