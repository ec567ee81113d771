using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Functions;

/// <summary>
/// Functions of the logic analyser. Edge modes are the numbers of 2018: 0 off, 1 any, 2 falling, 3 rising, 4 every 4th rising, 5 every 16th
/// rising.
/// </summary>
public sealed partial class FunctionCatalogue
{
    private static FunctionParameter Mode(string name, double byDefault) =>
        Optional(Integer(name, 0, 5, "0 off, 1 any edge, 2 falling, 3 rising, 4 every 4th rising, 5 every 16th rising."), byDefault);

    private static FunctionParameter Modes(string name, params double[] byDefault) =>
        Optional(
            new(
                name,
                ParameterKind.Numbers,
                "One number for each input: 0 off, 1 any edge, 2 falling, 3 rising, 4 every 4th rising, 5 every 16th rising."
            )
            {
                Min = 0,
                Max = 5,
            },
            byDefault
        );

    private static FunctionParameter TriggerEdge =>
        Optional(Choice("edge", "The edge that starts the recording.", "rising", "falling"), "rising");

    private static readonly string[] FirstTwo = ["LA1", "LA2"];

    private static IEnumerable<Function> LogicAnalyzerFunctions()
    {
        const string group = "Logic analyser";
        yield return Define(
            group,
            "capture_edges1",
            "Records the edges of one input for some time and returns their times.",
            ResultShape.Array("s"),
            [
                Optional(Number("waiting_time", "s", 0.001, 60, "How long to record."), 1.0),
                Pin("channel", "LA1"),
                AllowMissing(
                    Pin("trigger_channel") with
                    {
                        Summary = "The input that starts the recording; without it the recorded input.",
                    }
                ),
                Mode("channel_mode", 3),
                Mode("trigger_mode", 3),
            ],
            "capture_edges1(0.1, channel='LA1')",
            CaptureEdgesAsync
        );
        yield return Define(
            group,
            "start_one_channel_LA",
            "Starts recording the edges of one input. Read them with fetch_LA_channels.",
            ResultShape.Nothing,
            [Pin("channel", "LA1"), Mode("channel_mode", 1), Pin("trigger_channel", "LA1"), Mode("trigger_mode", 3)],
            "start_one_channel_LA(channel='LA1', channel_mode=3, trigger_mode=0)",
            (b, a, ct) => WithoutResult(b.Logic.StartAsync(SingleChannel(a, GetPin(a, "trigger_channel")), ct))
        );
        yield return Define(
            group,
            "start_two_channel_LA",
            "Starts recording the edges of two inputs. Read them with fetch_LA_channels.",
            ResultShape.Nothing,
            [
                Optional(new("trigger", ParameterKind.Flag, "Whether the recording waits for an edge."), false),
                Optional(Pin("chans", "LA1") with { Kind = ParameterKind.Choices }, FirstTwo),
                Modes("modes", 1, 1),
                TriggerEdge,
                AllowMissing(Pin("trig_chan")),
                Optional(Number("maximum_time", "s", 0, 67, "Ignored; for compatibility with old scripts."), 67.0),
            ],
            "start_two_channel_LA(chans=['LA1', 'LA2'], modes=[3, 3])",
            StartTwoChannelsAsync
        );
        yield return Define(
            group,
            "start_three_channel_LA",
            "Starts recording the edges of LA1, LA2 and LA3. Read them with fetch_LA_channels.",
            ResultShape.Nothing,
            [
                Modes("modes", 1, 1, 1),
                Pin("trigger_channel", "LA1"),
                Optional(Integer("trigger_mode", 0, 3, "0 and 1 start immediately, 2 on a falling edge, 3 on a rising edge."), 0.0),
            ],
            "start_three_channel_LA(modes=[1, 1, 1])",
            (b, a, ct) =>
                WithoutResult(
                    b.Logic.StartAsync(
                        MultipleChannels(
                            a.Numbers("modes"),
                            3,
                            0.001,
                            a.Integer("trigger_mode") < 2 ? null : new(GetPin(a, "trigger_channel"), (Edge)a.Integer("trigger_mode"))
                        ),
                        ct
                    )
                )
        );
        yield return Define(
            group,
            "start_four_channel_LA",
            "Starts recording the edges of LA1 to LA4. Read them with fetch_LA_channels.",
            ResultShape.Nothing,
            [
                Optional(new("trigger", ParameterKind.Flag, "Whether the recording waits for an edge."), true),
                Optional(Number("maximum_time", "s", 0, 0.262, "The longest time between two edges of an input."), 0.001),
                Modes("mode", 1, 1, 1, 1) with
                {
                    Aliases = ["modes"],
                },
                TriggerEdge,
                Optional(Pin("trigger_channel", "LA1") with { Choices = ["LA1", "LA2", "LA3"] }, "LA1"),
            ],
            "start_four_channel_LA(trigger=0, maximum_time=0.01)",
            (b, a, ct) =>
                WithoutResult(
                    b.Logic.StartAsync(
                        MultipleChannels(
                            a.Numbers("mode"),
                            4,
                            a.Number("maximum_time"),
                            a.Flag("trigger") ? new(GetPin(a, "trigger_channel"), Edges[a.Text("edge")]) : null
                        ),
                        ct
                    )
                )
        );
        yield return Define(
            group,
            "get_LA_initial_states",
            "Returns the number of recorded edges of each channel, and the levels at the start.",
            new(
                ShapeKind.Tuple,
                new ResultColumn("n1"),
                new ResultColumn("n2"),
                new ResultColumn("n3"),
                new ResultColumn("n4"),
                new ResultColumn("levels")
            ),
            [],
            "get_LA_initial_states()",
            async (b, _, ct) =>
                await b.Logic.GetProgressAsync(ct).ConfigureAwait(false) is var (events, levels)
                    ? events.Select(e => (object?)(double)e).Append(levels).ToArray()
                    : null
        );
        yield return Define(
            group,
            "fetch_LA_channels",
            "Returns the times of the recorded edges of each channel.",
            new(ShapeKind.Arrays, new ResultColumn("LA1", "s")),
            [],
            "fetch_LA_channels()",
            async (b, _, ct) =>
                await b.Logic.FetchAsync(ct).ConfigureAwait(false) is var traces
                    ? new FunctionResult(
                        new(ShapeKind.Arrays, [.. traces.Select(t => new ResultColumn(t.Input.Name, "s"))]),
                        traces.Select(t => t.Times).ToArray()
                    )
                    : null
        );
        yield return Define(
            group,
            "fetch_int_data_from_LA",
            "Reads raw 16-bit time stamps of a channel, in ticks.",
            ResultShape.Array(),
            [Integer("count", 1, 2500, "The number of time stamps.", "bytes"), Optional(Integer("chan", 1, 4, "The channel."), 1.0)],
            "fetch_int_data_from_LA(10, 1)",
            (b, a, ct) => FetchTimestampsAsync(b, Commands.FetchInt, a, ct)
        );
        yield return Define(
            group,
            "fetch_long_data_from_LA",
            "Reads raw 32-bit time stamps of a channel, in ticks.",
            ResultShape.Array(),
            [Integer("count", 1, 2500, "The number of time stamps.", "bytes"), Optional(Integer("chan", 1, 2, "The channel."), 1.0)],
            "fetch_long_data_from_LA(10, 1)",
            (b, a, ct) => FetchTimestampsAsync(b, Commands.FetchLong, a, ct)
        );
        yield return Define(group, "stop_LA", "Stops the logic analyser.", ResultShape.Nothing, [], "stop_LA()", (b, _, ct) =>
            WithoutResult(b.Logic.StopAsync(ct))
        );
        yield return Define(
            group,
            "MeasureMultipleDigitalEdges",
            "Records up to four edges on each of two inputs and returns their times.",
            new(ShapeKind.Arrays, new ResultColumn("t1", "s"), new ResultColumn("t2", "s")),
            [
                Pin("channel1"),
                Pin("channel2"),
                EdgeParameter("edgeType1"),
                EdgeParameter("edgeType2"),
                Integer("points1", 1, 4, "The number of edges on the first input."),
                Integer("points2", 1, 4, "The number of edges on the second input."),
                Timeout(0.1),
                AllowMissing(Choice("SQR1", "The level that SQ1 is set to after the start.", "LOW", "HIGH") with { Aliases = ["SQ1"] }),
                Optional(new("zero", ParameterKind.Flag, "Whether times are counted from the first edge of the first input."), true),
            ],
            "MeasureMultipleDigitalEdges('LA1', 'LA1', 'rising', 'falling', 2, 2)",
            CaptureMultipleEdgesAsync
        );
    }

    private static LogicSettings SingleChannel(FunctionArguments a, DigitalInput trigger) =>
        new([new(GetPin(a, "channel"), (Edge)a.Integer("channel_mode"))])
        {
            // The board accepts any edge mode for the trigger. Only rising and falling are meaningful to users.
            Trigger = a.Integer("trigger_mode") switch
            {
                0 => null,
                2 => new(trigger, Edge.Falling),
                _ => new(trigger, Edge.Rising),
            },
        };

    private static LogicSettings MultipleChannels(double[] modes, int count, double spacing, LogicTrigger? trigger) =>
        modes.Length == count
            ? new([.. modes.Select((m, i) => new LogicChannel(DigitalInput.All[i], (Edge)(int)m))])
            {
                MaxEdgeSpacing = TimeSpan.FromSeconds(spacing),
                Trigger = trigger,
            }
            : throw new BoardException(BoardErrorKind.OutOfRange, $"{count} modes are needed, one for each input.");

    private static Task<object?> StartTwoChannelsAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        var pins = a.Texts("chans");
        var modes = a.Numbers("modes");
        if (pins.Length != 2 || modes.Length != 2)
            throw new BoardException(BoardErrorKind.OutOfRange, "Two inputs and two modes are needed.");
        var channels = pins.Select((p, i) => new LogicChannel(DigitalInput.Find(p)!, (Edge)(int)modes[i])).ToArray();
        var trigger = a.Flag("trigger")
            ? new LogicTrigger(a.Has("trig_chan") ? GetPin(a, "trig_chan") : channels[0].Input, Edges[a.Text("edge")])
            : null;
        return WithoutResult(board.Logic.StartAsync(new LogicSettings(channels) { Trigger = trigger }, ct));
    }

    private static async Task<object?> CaptureEdgesAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        var settings = SingleChannel(a, a.Has("trigger_channel") ? GetPin(a, "trigger_channel") : GetPin(a, "channel"));
        return (await board.Logic.CaptureAsync(settings, GetSeconds(a, "waiting_time"), ct).ConfigureAwait(false))[0].Times;
    }

    private static async Task<object?> CaptureMultipleEdgesAsync(Board board, FunctionArguments a, CancellationToken ct)
    {
        var channels = Enumerable
            .Range(1, 2)
            .Select(i => new LogicChannel(GetPin(a, $"channel{i}"), Edges[a.Text($"edgeType{i}")]))
            .ToArray();
        int[] points = [a.Integer("points1"), a.Integer("points2")];
        await board.Logic.StartAsync(new LogicSettings(channels), ct).ConfigureAwait(false);
        if (a.Has("SQR1"))
            await board.Pins.SetAsync(new Dictionary<int, bool> { [1] = a.Text("SQR1") == "HIGH" }, ct).ConfigureAwait(false);
        var times = await board.Logic.WaitForEdgesAsync(points, GetSeconds(a, "timeout"), ct).ConfigureAwait(false);
        var zero = a.Flag("zero") ? times[0][0] : 0;
        return times.Select(channel => channel.Select(t => t - zero).ToArray()).ToArray();
    }

    private static async Task<object?> FetchTimestampsAsync(Board board, Command command, FunctionArguments a, CancellationToken ct)
    {
        var reply = await board
            .Link.ExecuteAsync(command.CreateRequest((uint)a.Integer("count"), (uint)a.Integer("chan") - 1), ct)
            .ConfigureAwait(false);
        return reply.Values.GetItems("times").Select(t => (double)t).ToArray();
    }
}
