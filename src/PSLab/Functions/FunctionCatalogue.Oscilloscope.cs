using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the oscilloscope. As in 2018, times are in µs and voltages in V.</summary>
public sealed partial class FunctionCatalogue
{
    private const double Micro = 1e-6;

    private static FunctionParameter Samples(int channels) =>
        Integer("samples", 1, Commands.BufferSize / channels, "The number of samples of each channel.", "ns");

    private static FunctionParameter Gap(double shortest) =>
        Number("timegap_us", "µs", shortest, 8191.875, "Time between two samples, in steps of 1/8 µs.", "tg", "timegap", "time_gap");

    private static FunctionParameter FirstInput =>
        Optional(Input("remap", "TraceOneRemap", "channel_one_input"), "CH1") with
        {
            Summary = "The input of the first channel.",
        };

    private static ResultShape TraceShape(int count) =>
        new(
            ShapeKind.Arrays,
            [new ResultColumn("x", "µs"), .. Enumerable.Range(1, count).Select(i => new ResultColumn(count == 1 ? "y" : $"y{i}", "V"))]
        );

    private static FunctionResult ToCaptureResult(CaptureResult capture)
    {
        var shape = TraceShape(capture.Traces.Count);
        return new(
            shape with
            {
                Columns = [shape.Columns[0], .. shape.Columns.Skip(1).Zip(capture.Traces, (c, t) => c with { Scale = GetScale(t) })],
            },
            new[] { capture.Times.Select(t => t / Micro).ToArray() }.Concat(capture.Traces.Select(t => t.Volts)).ToArray()
        )
        {
            Warnings = [.. capture.Traces.Where(t => t.IsClipped).Select(DescribeClipping)],
        };
    }

    private static TraceScale GetScale(Trace trace)
    {
        var (first, second) = (trace.Channel.AtZero / trace.Gain, trace.Channel.AtFullScale / trace.Gain);
        return new(trace.Gain, Math.Min(first, second), Math.Max(first, second), trace.IsClipped);
    }

    private static string DescribeClipping(Trace trace)
    {
        var (_, lowest, highest, _) = GetScale(trace);
        return $"{trace.Channel} is clipped: it reaches the end of the range {lowest:0.###} to {highest:0.###} V"
            + (trace.Gain > 1 ? $" of the gain {trace.Gain}. select_range('{trace.Channel}', 16) sets the largest range." : ".");
    }

    private static async Task<object?> ToCaptureResult(Task<CaptureResult> capture) => ToCaptureResult(await capture.ConfigureAwait(false));

    private static CaptureSettings GetCaptureSettings(FunctionArguments a, int channels, string first) =>
        new(channels, a.Integer("samples"), a.Number("timegap_us") * Micro) { First = GetInput(a, first) };

    private static IEnumerable<Function> OscilloscopeFunctions()
    {
        const string group = "Oscilloscope";
        const string waits = "Waits for the trigger if configure_trigger has set one.";
        yield return Define(
            group,
            "capture1",
            "Records one channel, with 12 bits if the time gap is 1 µs or more and there is no trigger, else with 10 bits. " + waits,
            TraceShape(1),
            [Input("channel", "ch"), Samples(1), Gap(0.5)],
            "capture1('CH1', 100, 10)",
            (b, a, ct) => ToCaptureResult(b.Oscilloscope.CaptureAsync(GetCaptureSettings(a, 1, "channel"), ct))
        );
        yield return Define(
            group,
            "capture2",
            "Records an input and CH2 at the same time. " + waits,
            TraceShape(2),
            [Samples(2), Gap(0.875), FirstInput],
            "capture2(50, 10)",
            (b, a, ct) => ToCaptureResult(b.Oscilloscope.CaptureAsync(GetCaptureSettings(a, 2, "remap"), ct))
        );
        yield return Define(
            group,
            "capture4",
            "Records an input, CH2, CH3 and MIC at the same time. " + waits,
            TraceShape(4),
            [Samples(4), Gap(1.75), FirstInput],
            "capture4(50, 10)",
            (b, a, ct) => ToCaptureResult(b.Oscilloscope.CaptureAsync(GetCaptureSettings(a, 4, "remap"), ct))
        );
        yield return Define(
            group,
            "capture",
            "Records 1 to 4 channels, or one input by name, with an optional trigger.",
            TraceShape(1),
            [
                Choice(
                    "channels",
                    "The number of channels (1 to 4), or the name of one input.",
                    [.. Enumerable.Range(1, 4).Select(i => $"{i}"), .. AnalogInput.All.Select(i => i.Name)]
                ) with
                {
                    Synonyms = Input("channel").Synonyms,
                },
                Samples(1),
                Gap(0.5),
                AllowMissing(Number("trigger", "V", -16.5, 16.5, "The voltage that starts the recording.")),
                AllowMissing(Input("trigger_channel") with { Summary = "The input of the trigger; without it the first channel." }),
            ],
            "capture(2, 500, 2, trigger=0)",
            CaptureAsync
        );
        yield return Define(
            group,
            "capture_fullspeed",
            "Records one channel with 10 or 12 bits, ignoring the trigger.",
            TraceShape(1),
            [Input("channel", "chan", "ch"), Samples(1), Gap(0.5)],
            "capture_fullspeed('CH1', 1000, 0.5)",
            (b, a, ct) => CaptureUntriggeredAsync(b, a, ct)
        );
        yield return Define(
            group,
            "capture_fullspeed_hr",
            "Records one channel with 12 bits, ignoring the trigger.",
            TraceShape(1),
            [Input("channel", "chan", "ch"), Samples(1), Gap(1)],
            "capture_fullspeed_hr('CH1', 1000, 1)",
            (b, a, ct) => CaptureUntriggeredAsync(b, a, ct)
        );
        yield return Define(
            group,
            "capture_traces",
            "Starts recording 1 to 4 channels and returns immediately. See oscilloscope_progress and fetch_trace.",
            ResultShape.Nothing,
            [
                Integer("num", 1, 4, "The number of channels: an input, CH2, CH3, MIC.", "channels"),
                Samples(1),
                Gap(0.5),
                FirstInput with
                {
                    Name = "channel_one_input",
                    Aliases = ["remap"],
                },
                Optional(Integer("CH123SA", 0, 0, "Ignored; for compatibility with old scripts."), 0.0),
            ],
            "capture_traces(2, 500, 2)",
            (b, a, ct) => WithoutResult(b.Oscilloscope.StartAsync(GetCaptureSettings(a, a.Integer("num"), "channel_one_input"), ct))
        );
        yield return Define(
            group,
            "capture_highres_traces",
            "Starts recording one channel with 12 bits and returns immediately. See oscilloscope_progress and fetch_trace.",
            ResultShape.Nothing,
            [Input("channel", "ch"), Samples(1), Gap(1)],
            "capture_highres_traces('CH1', 1000, 1)",
            (b, a, ct) => WithoutResult(b.Oscilloscope.StartAsync(GetCaptureSettings(a, 1, "channel"), ct))
        );
        yield return Define(
            group,
            "oscilloscope_progress",
            "Tells whether the recording is complete, and the number of samples so far.",
            new(ShapeKind.Tuple, new ResultColumn("done"), new ResultColumn("samples")),
            [],
            "oscilloscope_progress()",
            async (b, _, ct) =>
                await b.Oscilloscope.GetProgressAsync(ct).ConfigureAwait(false) is var p
                    ? new object?[] { p.IsComplete, (double)p.Samples }
                    : null
        );
        yield return Define(
            group,
            "fetch_trace",
            "Waits until the recording of capture_traces is complete and returns one channel of it.",
            TraceShape(1),
            [Integer("channel_number", 1, 4, "1 to the number of recorded channels.", "channel")],
            "fetch_trace(1)",
            FetchTraceAsync
        );
        yield return Define(
            group,
            "configure_trigger",
            "Makes later captures wait for a voltage: rising on CH1 and CH2, falling on CH3 and MIC.",
            ResultShape.Nothing,
            [
                Integer("chan", 0, 3, "Ignored; for compatibility with old scripts."),
                Input("name"),
                Number("voltage", "V", -16.5, 16.5, "The trigger level.", "volts"),
                Optional(Integer("resolution", 10, 12, "Ignored; for compatibility with old scripts."), 10.0),
                Optional(Integer("prescaler", 0, 15, "The time-out is 6.25 ms × 2^prescaler. A short sample interval limits it."), 4.0),
            ],
            "configure_trigger(0, 'CH1', 0)",
            (b, a, ct) =>
                WithoutResult(
                    b.Oscilloscope.SetTriggerAsync(
                        new Trigger(GetInput(a, "name"), a.Number("voltage"))
                        {
                            Timeout = TimeSpan.FromMilliseconds(6.25 * (1 << a.Integer("prescaler"))),
                        },
                        ct
                    )
                )
        );
        yield return Define(
            group,
            "clear_trigger",
            "Makes later captures start immediately.",
            ResultShape.Nothing,
            [],
            "clear_trigger()",
            (b, _, ct) => WithoutResult(b.Oscilloscope.SetTriggerAsync(null, ct))
        );
        yield return Define(
            group,
            "set_gain",
            "Sets the gain of CH1 or CH2 by index: 0 to 7 for 1, 2, 4, 5, 8, 10, 16, 32.",
            ResultShape.Nothing,
            [
                AmplifiedInput("channel"),
                Integer("gain", 0, 7, "The index of the gain."),
                Optional(new("Force", ParameterKind.Flag, "Ignored; for compatibility with old scripts."), false),
            ],
            "set_gain('CH1', 2)",
            (b, a, ct) => WithoutResult(b.Oscilloscope.SetGainAsync(GetInput(a, "channel"), Calibration.Gains[a.Integer("gain")], ct))
        );
        yield return Define(
            group,
            "select_range",
            "Sets the gain of CH1 or CH2 by the highest voltage to measure.",
            ResultShape.Nothing,
            [
                AmplifiedInput("channel"),
                Choice("voltage_range", "The range in both directions.", "16", "8", "4", "3", "2", "1.5", "1", "0.5") with
                {
                    Unit = "V",
                },
            ],
            "select_range('CH1', 4)",
            (b, a, ct) =>
                WithoutResult(
                    b.Oscilloscope.SetRangeAsync(
                        GetInput(a, "channel"),
                        double.Parse(a.Text("voltage_range"), System.Globalization.CultureInfo.InvariantCulture),
                        ct
                    )
                )
        );
    }

    private static Task<object?> CaptureAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        var named = AnalogInput.Find(a.Text("channels"));
        var first = named ?? AnalogInput.CH1;
        var channel = a.Has("trigger_channel") ? GetInput(a, "trigger_channel") : first;
        return ToCaptureResult(
            board.Oscilloscope.CaptureAsync(
                new(named is null ? GetPinNumber(a.Text("channels")) : 1, a.Integer("samples"), a.Number("timegap_us") * Micro)
                {
                    First = first,
                    Trigger = a.Has("trigger") ? new Trigger(channel, a.Number("trigger")) : null,
                },
                ct
            )
        );
    }

    private static Task<object?> CaptureUntriggeredAsync(Board board, FunctionArguments a, CancellationToken ct) =>
        ToCaptureResult(board.Oscilloscope.CaptureAsync(GetCaptureSettings(a, 1, "channel") with { IgnoresTrigger = true }, ct));

    private static async Task<object?> FetchTraceAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        var capture = await board.Oscilloscope.FetchAsync(ct).ConfigureAwait(false);
        var number = a.Integer("channel_number");
        return number <= capture.Traces.Count
            ? ToCaptureResult(capture with { Traces = [capture.Traces[number - 1]] })
            : throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"Trace {number} does not exist: the recording has {capture.Traces.Count}."
            );
    }
}
