using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the digital pins, and measurements of frequencies and times.</summary>
public sealed partial class FunctionCatalogue
{
    private static readonly Dictionary<string, Edge> Edges = new()
    {
        ["rising"] = Edge.Rising,
        ["falling"] = Edge.Falling,
        ["any"] = Edge.Any,
        ["four rising edges"] = Edge.EveryFourthRising,
        ["sixteen rising edges"] = Edge.EverySixteenthRising,
    };

    private static FunctionParameter EdgeParameter(string name, params string[] aliases) =>
        Choice(name, "The kind of edge.", [.. Edges.Keys]) with
        {
            Aliases = aliases,
            Synonyms = new Dictionary<string, string>
            {
                ["four rising"] = "four rising edges",
                ["sixteen rising"] = "sixteen rising edges",
            },
        };

    private static IEnumerable<Function> DigitalPinFunctions()
    {
        const string group = "Digital pins";
        yield return Define(
            group,
            "set_state",
            "Sets digital outputs to high (1) or low (0). Outputs that are not given do not change.",
            ResultShape.Nothing,
            [
                .. Enumerable
                    .Range(1, 4)
                    .Select(i =>
                        AllowMissing(
                            new FunctionParameter($"SQ{i}", ParameterKind.Flag, $"The level of SQ{i}.") { Aliases = [$"SQR{i}", $"sq{i}"] }
                        )
                    ),
            ],
            "set_state(SQ1=1, SQ2=0)",
            SetStateAsync
        );
        yield return Define(
            group,
            "get_states",
            "Reads the levels of LA1 to LA4, also under their names of 2018.",
            new(ShapeKind.Named, [.. Enumerable.Range(0, 8).Select(i => new ResultColumn($"{(i < 4 ? "LA" : "ID")}{i % 4 + 1}"))]),
            [],
            "get_states()",
            async (b, _, ct) =>
                await b.Pins.ReadAsync(ct).ConfigureAwait(false) is var levels ? levels.Concat(levels).Cast<object?>().ToArray() : null
        );
        yield return Define(
            group,
            "get_state",
            "Reads the level of a digital input.",
            ResultShape.Flag,
            [Pin("input_id", null, "channel", "pin") with { Choices = ["LA1", "LA2", "LA3", "LA4"] }],
            "get_state('LA1')",
            async (b, a, ct) => (await b.Pins.ReadAsync(ct).ConfigureAwait(false))[GetPin(a, "input_id").Pin]
        );
        yield return Define(
            group,
            "get_freq",
            "Measures the frequency on a digital input.",
            ResultShape.Number("Hz"),
            [Pin("channel", "FRQ", "pin"), Timeout(2)],
            "get_freq('LA1')",
            (b, a, ct) => ToResult(b.Logic.MeasureFrequencyAsync(GetPin(a, "channel"), GetSeconds(a, "timeout"), ct)),
            "measure_frequency"
        );
        yield return Define(
            group,
            "get_high_freq",
            "Measures a high frequency on a digital input by counting for 0.1 s. Firmware from 3.1 on times 16 periods instead.",
            ResultShape.Number("Hz"),
            [Pin("pin", null, "channel")],
            "get_high_freq('LA1')",
            (b, a, ct) => ToResult(b.Logic.MeasureHighFrequencyAsync(GetPin(a, "pin"), ct))
        );
        yield return Define(
            group,
            "r2r_time",
            "Measures the time between two rising edges. Edges between them can be skipped.",
            ResultShape.Number("s"),
            [Pin("channel"), Optional(Integer("skip_cycle", 0, 2498, "The number of edges to skip."), 0.0), Timeout(5)],
            "r2r_time('LA1')",
            (b, a, ct) =>
                ToResult(
                    b.Logic.MeasureEdgeToEdgeAsync(GetPin(a, "channel"), Edge.Rising, a.Integer("skip_cycle"), GetSeconds(a, "timeout"), ct)
                )
        );
        yield return Define(
            group,
            "f2f_time",
            "Measures the time between two falling edges. Edges between them can be skipped.",
            ResultShape.Number("s"),
            [Pin("channel"), Optional(Integer("skip_cycle", 0, 2498, "The number of edges to skip."), 0.0), Timeout(5)],
            "f2f_time('LA1')",
            (b, a, ct) =>
                ToResult(
                    b.Logic.MeasureEdgeToEdgeAsync(
                        GetPin(a, "channel"),
                        Edge.Falling,
                        a.Integer("skip_cycle"),
                        GetSeconds(a, "timeout"),
                        ct
                    )
                )
        );
        yield return Define(
            group,
            "MeasureInterval",
            "Measures the time from an edge on one input to an edge on another or the same input. Negative if the second came first.",
            ResultShape.Number("s"),
            [Pin("channel1"), Pin("channel2"), EdgeParameter("edge1"), EdgeParameter("edge2"), Timeout(0.1)],
            "MeasureInterval('LA1', 'LA2', 'rising', 'rising')",
            (b, a, ct) =>
                ToResult(
                    b.Logic.MeasureIntervalAsync(
                        new(GetPin(a, "channel1"), Edges[a.Text("edge1")]),
                        new(GetPin(a, "channel2"), Edges[a.Text("edge2")]),
                        GetSeconds(a, "timeout"),
                        ct
                    )
                ),
            "measure_interval"
        );
        yield return Define(
            group,
            "DutyCycle",
            "Measures the period of a signal, and its duty cycle (the fraction of the period in which it is high, 0 to 1).",
            new(ShapeKind.Tuple, new ResultColumn("period", "s"), new ResultColumn("duty")),
            [Pin("channel", "LA1"), Timeout(1)],
            "DutyCycle('LA1')",
            async (b, a, ct) =>
                await b.Logic.MeasureDutyCycleAsync(GetPin(a, "channel"), GetSeconds(a, "timeout"), ct).ConfigureAwait(false) is var d
                    ? new object?[] { d.Period, d.Duty }
                    : null,
            "measure_duty_cycle"
        );
        yield return Define(
            group,
            "PulseTime",
            "Measures how long a signal is low or high within a period.",
            ResultShape.Number("s"),
            [Pin("channel", "LA1"), Optional(Choice("PulseType", "The level to measure.", "LOW", "HIGH"), "LOW"), Timeout(0.1)],
            "PulseTime('LA1', 'HIGH')",
            async (b, a, ct) =>
            {
                var (period, duty) = await b
                    .Logic.MeasureDutyCycleAsync(GetPin(a, "channel"), GetSeconds(a, "timeout"), ct)
                    .ConfigureAwait(false);
                return a.Text("PulseType") == "HIGH" ? period * duty : period * (1 - duty);
            },
            "pulse_time"
        );
        yield return Define(
            group,
            "countPulses",
            "Starts counting the pulses on a digital input. Read the count with readPulseCount.",
            ResultShape.Nothing,
            [Pin("channel", "RES", "pin")],
            "countPulses('LA1')",
            (b, a, ct) => WithoutResult(b.Logic.StartCountingAsync(GetPin(a, "channel"), ct))
        );
        yield return Define(
            group,
            "readPulseCount",
            "Reads the number of pulses since countPulses. After 65535 the count starts again at 0.",
            ResultShape.Number(),
            [],
            "readPulseCount()",
            (b, _, ct) => ToResult(b.Logic.ReadPulseCountAsync(ct)),
            "fetch_pulse_count"
        );
        yield return Define(
            group,
            "count_pulses",
            "Counts the pulses on a digital input for some time, up to 65535.",
            ResultShape.Number(),
            [Pin("channel", "FRQ", "pin"), Optional(Number("interval", "s", 0.001, 60, "How long to count."), 1.0)],
            "count_pulses('LA1', 0.1)",
            async (b, a, ct) =>
            {
                await b.Logic.StartCountingAsync(GetPin(a, "channel"), ct).ConfigureAwait(false);
                await Task.Delay(GetSeconds(a, "interval"), b.Link.Options.Time, ct).ConfigureAwait(false);
                return (double)await b.Logic.ReadPulseCountAsync(ct).ConfigureAwait(false);
            }
        );
        yield return Define(
            group,
            "estimateDistance",
            "Measures a distance with an ultrasonic sensor (HC-SR04) whose trigger is on SQ1 and echo on LA1.",
            ResultShape.Number("m"),
            [],
            "estimateDistance()",
            MeasureDistanceAsync,
            "estimate_distance"
        );
    }

    private static Task<object?> SetStateAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        var levels = Enumerable.Range(1, 4).Where(i => a.Has($"SQ{i}")).ToDictionary(i => i, i => a.Flag($"SQ{i}"));
        return levels.Count > 0
            ? WithoutResult(board.Pins.SetAsync(levels, ct))
            : throw new BoardException(BoardErrorKind.OutOfRange, "Give the level of at least one output, such as SQ1=1.");
    }

    /// <summary>A pulse of 10 µs triggers the sensor. Its echo pin is high while the sound travels to the object and back.</summary>
    private static async Task<object?> MeasureDistanceAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        const double repeat = 15,
            soundMetresPerSecond = 343.2;
        var hertz = await board.Pulses.StartSquareAsync(1, repeat, 10e-6 * repeat, ct).ConfigureAwait(false);
        try
        {
            var (period, duty) = await board
                .Logic.MeasureDutyCycleAsync(DigitalInput.LA1, TimeSpan.FromSeconds(10 / hertz), ct)
                .ConfigureAwait(false);
            return period * duty * soundMetresPerSecond / 2;
        }
        finally
        {
            await board.Pins.SetAsync(new Dictionary<int, bool> { [1] = false }, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
