using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>Times edges of digital inputs by the board's 64 MHz clock, and counts pulses. Recordings of two and more pins stop SI1 and SI2.</summary>
public sealed class LogicAnalyzer(Board board)
{
    public const int MaxEvents = 2500;

    /// <summary>16-bit time stamps wrap after so many ticks.</summary>
    private const double Wrap = 65_536;

    /// <summary>Prescaler index, tick in seconds.</summary>
    private static readonly double[] Ticks = [1 / Board.ClockHz, 8 / Board.ClockHz, 64 / Board.ClockHz, 256 / Board.ClockHz];

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Hertz; two measured periods within the time-out are needed, 32 for the full accuracy.</summary>
    public async Task<double> FrequencyAsync(DigitalInput input, TimeSpan timeout, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        // Sixteen periods at once are more exact, single ones are all that a slow signal gives in time.
        foreach (var (edge, periods) in new[] { (Edge.EverySixteenthRising, 16), (Edge.Rising, 1) })
        {
            await StartAsync(talk, new LogicSettings([new(input, edge)]), ct).ConfigureAwait(false);
            if (await FirstAsync(talk, 0, 2, timeout / 2, ct).ConfigureAwait(false) is not { } times)
                continue;
            var hertz = periods / (times[1] - times[0]);
            return hertz >= 10e6 && talk.Firmware.IsBefore31 ? await FastAsync(talk, input, ct).ConfigureAwait(false) : hertz;
        }
        throw await StillAsync(talk, input, timeout, ct).ConfigureAwait(false);
    }

    /// <summary>Hertz by counting for 0.1 s: good above 100 kHz. Firmware from 3.1 on cannot count so; there sixteen periods are timed.</summary>
    public async Task<double> FastFrequencyAsync(DigitalInput input, CancellationToken ct)
    {
        await using (var talk = await board.TalkAsync(ct).ConfigureAwait(false))
            if (talk.Firmware.IsBefore31)
                return await FastAsync(talk, input, ct).ConfigureAwait(false);
        return await FrequencyAsync(input, TimeSpan.FromSeconds(1), ct).ConfigureAwait(false);
    }

    /// <summary>The period in seconds and its high share.</summary>
    public async Task<(double Period, double Duty)> DutyAsync(DigitalInput input, TimeSpan timeout, CancellationToken ct)
    {
        // It begins at a rising edge, so the first that is recorded is the fall.
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await StartAsync(talk, new LogicSettings([new(input, Edge.Any)]) { Trigger = new(input, Edge.Rising) }, ct).ConfigureAwait(false);
        if (await FirstAsync(talk, 0, 3, timeout, ct).ConfigureAwait(false) is not { } times)
            throw await StillAsync(talk, input, timeout, ct).ConfigureAwait(false);
        var period = times[2] - times[0];
        return (period, 1 - (times[1] - times[0]) / period);
    }

    /// <summary>Seconds between two edges of one kind on a pin, <paramref name="skip"/> edges between them left out.</summary>
    public async Task<double> EdgeToEdgeAsync(DigitalInput input, Edge edge, int skip, TimeSpan timeout, CancellationToken ct)
    {
        if (skip is < 0 or > MaxEvents - 2)
            throw new BoardFault(FaultKind.OutOfRange, $"0 to {MaxEvents - 2} edges can be left out.");
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await StartAsync(talk, new LogicSettings([new(input, edge)]), ct).ConfigureAwait(false);
        return await FirstAsync(talk, 0, skip + 2, timeout, ct).ConfigureAwait(false) is { } times
            ? times[^1] - times[0]
            : throw await StillAsync(talk, input, timeout, ct).ConfigureAwait(false);
    }

    /// <summary>Seconds from the first edge on one pin to the first on another (or the same); negative if the second came first.</summary>
    public async Task<double> IntervalAsync(LogicChannel first, LogicChannel second, TimeSpan timeout, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        var time = board.Link.Options.Time;
        var from = time.GetTimestamp();
        await StartAsync(talk, new LogicSettings([first, second]), ct).ConfigureAwait(false);
        if (await FirstAsync(talk, 0, 1, timeout, ct).ConfigureAwait(false) is not { } one)
            throw await StillAsync(talk, first.Input, timeout, ct).ConfigureAwait(false);
        if (await FirstAsync(talk, 1, 1, timeout - time.GetElapsedTime(from), ct).ConfigureAwait(false) is not { } other)
            throw await StillAsync(talk, second.Input, timeout, ct).ConfigureAwait(false);
        return other[0] - one[0];
    }

    /// <summary>Begins to count the pulses of a pin; 65,535 at most.</summary>
    public async Task StartCountingAsync(DigitalInput input, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        // The counter keeps the prescaler of the last recording of four pins: an empty one puts it back to 1.
        await talk.AskAsync(Commands.StartFour.With(0, 0, 0, 0), ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.StopLogic.With(), ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.StartCounting.With(input.Pin), ct).ConfigureAwait(false);
        board.Known.LogicRecording = null;
    }

    /// <summary>The pulses since <see cref="StartCountingAsync"/>, which wrap after 65,535.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        return (int)(await talk.AskAsync(Commands.FetchCount.With(), ct).ConfigureAwait(false))["pulses"];
    }

    /// <summary>Records for <paramref name="time"/>, or until a pin has 2500 edges, and gives what was recorded.</summary>
    public async Task<IReadOnlyList<LogicTrace>> CaptureAsync(LogicSettings settings, TimeSpan time, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await StartAsync(talk, settings, ct).ConfigureAwait(false);
        await talk.WaitAsync(time, ct).ConfigureAwait(false);
        return await FetchAsync(talk, ct).ConfigureAwait(false);
    }

    /// <summary>Begins to record and does not wait.</summary>
    public async Task StartAsync(LogicSettings settings, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await StartAsync(talk, settings, ct).ConfigureAwait(false);
    }

    /// <summary>What was recorded since the start, while it goes on.</summary>
    public async Task<IReadOnlyList<LogicTrace>> FetchAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        return await FetchAsync(talk, ct).ConfigureAwait(false);
    }

    /// <summary>Waits for so many edges on each channel of the recording that was started, and gives their times in seconds.</summary>
    public async Task<double[][]> EdgesAsync(IReadOnlyList<int> counts, TimeSpan timeout, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        var recording = Running();
        var time = board.Link.Options.Time;
        var from = time.GetTimestamp();
        var times = new double[counts.Count][];
        for (var i = 0; i < counts.Count; i++)
            times[i] = await FirstAsync(talk, i, counts[i], timeout - time.GetElapsedTime(from), ct).ConfigureAwait(false)
                ?? throw await StillAsync(talk, recording.Channels[i].Input, timeout, ct).ConfigureAwait(false);
        return times;
    }

    public async Task StopAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.StopLogic.With(), ct).ConfigureAwait(false);
    }

    /// <summary>The edges recorded so far on each of the four channels, and the levels of LA1 to LA4 when the recording began.</summary>
    public async Task<(int[] Events, bool[] Levels)> ProgressAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        var state = await talk.AskAsync(Commands.GetInitialStates.With(), ct).ConfigureAwait(false);
        var events = state
            .Values.All("pointers")
            .Select((p, i) => ((int)(p - state["base"]) / 2 - i * MaxEvents) is var n && n == 0 ? MaxEvents : n);
        return ([.. events], [.. Enumerable.Range(0, 4).Select(i => (state["before"] >> i & 1) != 0)]);
    }

    internal async Task StartAsync(Conversation talk, LogicSettings settings, CancellationToken ct)
    {
        var (start, recording) = Plan(settings);
        board.Known.Recording = null; // both live in the same buffer
        board.Known.LogicRecording = null;
        await talk.AskAsync(Commands.StopLogic.With(), ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.ClearBuffer.With(0, Commands.BufferSize), ct).ConfigureAwait(false);
        await talk.AskAsync(start, ct).ConfigureAwait(false);
        board.Known.LogicRecording = recording;
    }

    private static (Request Start, LogicRecording Recording) Plan(LogicSettings settings)
    {
        var (channels, trigger) = (settings.Channels, settings.Trigger);
        if (channels.Count is < 1 or > 4)
            throw new BoardFault(FaultKind.OutOfRange, $"{channels.Count} pins cannot be recorded at once; 1 to 4 can.");
        if (trigger is { Edge: not (Edge.Rising or Edge.Falling) })
            throw new BoardFault(FaultKind.OutOfRange, "A recording can be triggered by rising or falling edges.");
        uint Mode(int i) => (uint)channels[i].Edge;
        uint PinOf(int i) => channels[i].Input.Pin;
        if (channels.Count == 1)
        {
            var when = trigger is null ? 0 : (uint)(trigger.Input.Pin << 4) | (uint)trigger.Edge;
            return (Commands.StartAlternateOne.With(MaxEvents, PinOf(0) << 4 | Mode(0), when), new(channels, true, Ticks[0], 0));
        }
        if (channels.Count == 2)
        {
            var when = trigger is null ? 0 : (uint)(trigger.Input.Pin << 4) | (trigger.Edge == Edge.Falling ? 3u : 1u);
            return (
                Commands.StartTwo.With(MaxEvents, when, Mode(0) | Mode(1) << 4, PinOf(0) | PinOf(1) << 4),
                new(channels, true, Ticks[0], 0)
            );
        }
        if (channels.Where((c, i) => c.Input.Pin != i).Any())
            throw new BoardFault(FaultKind.OutOfRange, "Three and more pins are LA1, LA2, LA3 and LA4, in this order.");
        if (settings.Spacing > TimeSpan.FromMilliseconds(262))
            throw new BoardFault(
                FaultKind.OutOfRange,
                "With three and more pins at most 262 ms may lie between edges; use one or two pins."
            );
        if (trigger is { Input.Pin: > 2 })
            throw new BoardFault(FaultKind.OutOfRange, "With three and more pins, LA1 to LA3 can trigger.");
        var index = settings.Spacing.TotalMilliseconds switch
        {
            > 65.5 => 3u,
            > 8.19 => 2u,
            > 1.024 => 1u,
            _ => 0u,
        };
        // The command for three loses the mode of LA3, so that four are recorded for three.
        var modes = Enumerable.Range(0, channels.Count).Aggregate(0u, (all, i) => all | Mode(i) << (4 * i));
        var start = trigger is null ? 0 : 1u | (trigger.Edge == Edge.Rising ? 2u : 0) | 4u << trigger.Input.Pin;
        return (Commands.StartFour.With(MaxEvents, modes, index, start), new(channels, false, Ticks[index], index == 0 ? 2 : 0));
    }

    private async Task<IReadOnlyList<LogicTrace>> FetchAsync(Conversation talk, CancellationToken ct)
    {
        var recording = Running();
        var state = await talk.AskAsync(Commands.GetInitialStates.With(), ct).ConfigureAwait(false);
        var traces = new List<LogicTrace>();
        for (var i = 0; i < recording.Channels.Count; i++)
        {
            var channel = recording.Channels[i];
            var stamps = await StampsAsync(talk, recording, i, MaxEvents, ct).ConfigureAwait(false);
            var level = (state["before"] >> Math.Min((int)channel.Input.Pin, 3) & 1) != 0;
            traces.Add(new(channel.Input, channel.Edge, level, Times(recording, i, Trimmed(stamps))));
        }
        return traces;
    }

    private LogicRecording Running() =>
        board.Known.LogicRecording ?? throw new BoardFault(FaultKind.OutOfRange, "No recording of the logic analyser was started.");

    /// <summary>The first events of a channel, or null if they did not come in time.</summary>
    private async Task<double[]?> FirstAsync(Conversation talk, int channel, int count, TimeSpan timeout, CancellationToken ct)
    {
        var recording = Running();
        var time = board.Link.Options.Time;
        var from = time.GetTimestamp();
        while (true)
        {
            // Asked once more when the time is over: what came in time counts, however late the machine looks.
            var isOver = time.GetElapsedTime(from) >= timeout;
            var stamps = await StampsAsync(talk, recording, channel, count, ct).ConfigureAwait(false);
            if (stamps[^1] != 0)
                return Times(recording, channel, stamps);
            if (isOver)
                return null;
            await talk.WaitAsync(Poll, ct).ConfigureAwait(false);
        }
    }

    private static async Task<uint[]> StampsAsync(
        Conversation talk,
        LogicRecording recording,
        int channel,
        int count,
        CancellationToken ct
    ) =>
        (
            await talk.AskAsync((recording.IsLong ? Commands.FetchLong : Commands.FetchInt).With((uint)count, (uint)channel), ct)
                .ConfigureAwait(false)
        ).Values.All("times");

    /// <summary>Seconds, growing: a stamp that is smaller than the one before it has wrapped.</summary>
    private static double[] Times(LogicRecording recording, int channel, uint[] stamps)
    {
        var times = new double[stamps.Length];
        var wraps = 0.0;
        for (var i = 0; i < stamps.Length; i++)
        {
            if (i > 0 && stamps[i] < stamps[i - 1])
                wraps += recording.IsLong ? uint.MaxValue + 1.0 : Wrap;
            times[i] = (stamps[i] + wraps + channel * recording.Skew) * recording.Tick;
        }
        return times;
    }

    /// <summary>Cleared memory is zero: zeros at both ends are no events.</summary>
    private static uint[] Trimmed(uint[] stamps)
    {
        var begin = Array.FindIndex(stamps, s => s != 0);
        return begin < 0 ? [] : stamps[begin..(Array.FindLastIndex(stamps, s => s != 0) + 1)];
    }

    private static async Task<double> FastAsync(Conversation talk, DigitalInput input, CancellationToken ct)
    {
        var reply = await talk.AskAsync(Commands.GetHighFrequency.With(input.Pin), ct).ConfigureAwait(false);
        return reply["scale"] * (double)reply["count"] / 0.1;
    }

    private static async Task<BoardFault> StillAsync(Conversation talk, DigitalInput input, TimeSpan timeout, CancellationToken ct)
    {
        await talk.AskAsync(Commands.StopLogic.With(), ct).ConfigureAwait(false);
        var level =
            input.Pin > 3
                ? ""
                : $"; it is {(((await talk.AskAsync(Commands.GetStates.With(), ct).ConfigureAwait(false))["states"] >> input.Pin & 1) != 0 ? "high" : "low")} now";
        return new BoardFault(FaultKind.Unmeasurable, $"{input} did not change often enough in {timeout.TotalSeconds:0.###} s{level}.");
    }
}
