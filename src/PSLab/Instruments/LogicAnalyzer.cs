using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Measures the times of edges on digital inputs with the board's 64 MHz clock, and counts pulses. A recording of two or more pins stops
/// SI1 and SI2.
/// </summary>
public sealed class LogicAnalyzer(Board board)
{
    /// <summary>The most edges that can be recorded on each channel.</summary>
    public const int MaxEvents = 2500;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Measures a frequency in hertz. It needs two periods within the time-out, and 32 for the full accuracy.</summary>
    public async Task<double> MeasureFrequencyAsync(DigitalInput input, TimeSpan timeout, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        // Timing 16 periods is more exact, but a slow signal may only give single periods in time.
        foreach (var (edge, periods) in new[] { (Edge.EverySixteenthRising, 16), (Edge.Rising, 1) })
        {
            await StartAsync(lease, new LogicSettings([new(input, edge)]), ct).ConfigureAwait(false);
            if (await WaitForEventsAsync(lease, 0, 2, timeout / 2, ct).ConfigureAwait(false) is not { } times)
                continue;
            var hertz = periods / (times[1] - times[0]);
            return hertz >= 10e6 && lease.Firmware.IsBefore31 ? await CountFrequencyAsync(lease, input, ct).ConfigureAwait(false) : hertz;
        }
        throw await CreateNoSignalExceptionAsync(lease, input, timeout, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Measures a frequency in hertz by counting for 0.1 s, which is accurate above 100 kHz. Firmware from 3.1 on does not have that
    /// command, so there 16 periods are timed.
    /// </summary>
    public async Task<double> MeasureHighFrequencyAsync(DigitalInput input, CancellationToken ct)
    {
        await using (var lease = await board.AcquireAsync(ct).ConfigureAwait(false))
            if (lease.Firmware.IsBefore31)
                return await CountFrequencyAsync(lease, input, ct).ConfigureAwait(false);
        return await MeasureFrequencyAsync(input, TimeSpan.FromSeconds(1), ct).ConfigureAwait(false);
    }

    /// <summary>Measures a period in seconds, and the fraction of it in which the signal is high.</summary>
    public async Task<(double Period, double Duty)> MeasureDutyCycleAsync(DigitalInput input, TimeSpan timeout, CancellationToken ct)
    {
        // The recording begins at a rising edge, so the first recorded edge is falling.
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await StartAsync(lease, new LogicSettings([new(input, Edge.Any)]) { Trigger = new(input, Edge.Rising) }, ct).ConfigureAwait(false);
        if (await WaitForEventsAsync(lease, 0, 3, timeout, ct).ConfigureAwait(false) is not { } times)
            throw await CreateNoSignalExceptionAsync(lease, input, timeout, ct).ConfigureAwait(false);
        var period = times[2] - times[0];
        return (period, 1 - (times[1] - times[0]) / period);
    }

    /// <summary>Measures the seconds between two edges of one kind on a pin, skipping <paramref name="skip"/> edges between them.</summary>
    public async Task<double> MeasureEdgeToEdgeAsync(DigitalInput input, Edge edge, int skip, TimeSpan timeout, CancellationToken ct)
    {
        if (skip is < 0 or > MaxEvents - 2)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The number of skipped edges must be 0 to {MaxEvents - 2}.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await StartAsync(lease, new LogicSettings([new(input, edge)]), ct).ConfigureAwait(false);
        return await WaitForEventsAsync(lease, 0, skip + 2, timeout, ct).ConfigureAwait(false) is { } times
            ? times[^1] - times[0]
            : throw await CreateNoSignalExceptionAsync(lease, input, timeout, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Measures the seconds from the first edge on one pin to the first edge on another or the same pin; negative if the second edge came
    /// first.
    /// </summary>
    public async Task<double> MeasureIntervalAsync(LogicChannel first, LogicChannel second, TimeSpan timeout, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var time = board.Link.Options.Time;
        var from = time.GetTimestamp();
        await StartAsync(lease, new LogicSettings([first, second]), ct).ConfigureAwait(false);
        if (await WaitForEventsAsync(lease, 0, 1, timeout, ct).ConfigureAwait(false) is not { } one)
            throw await CreateNoSignalExceptionAsync(lease, first.Input, timeout, ct).ConfigureAwait(false);
        if (await WaitForEventsAsync(lease, 1, 1, timeout - time.GetElapsedTime(from), ct).ConfigureAwait(false) is not { } other)
            throw await CreateNoSignalExceptionAsync(lease, second.Input, timeout, ct).ConfigureAwait(false);
        return other[0] - one[0];
    }

    /// <summary>Starts counting the pulses on a pin. The counter wraps around after 65,535.</summary>
    public async Task StartCountingAsync(DigitalInput input, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        // The counter uses the prescaler of the last four-pin recording. An empty recording sets it back to 1.
        await lease.ExecuteAsync(Commands.StartFour.CreateRequest(0, 0, 0, 0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StartCounting.CreateRequest(input.Pin), ct).ConfigureAwait(false);
        board.StateCache.Outputs.StartLogic(4);
        board.StateCache.ActiveLogicCapture = null;
    }

    /// <summary>The pulses since <see cref="StartCountingAsync"/>. The counter wraps around after 65,535.</summary>
    public async Task<int> ReadPulseCountAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return (int)(await lease.ExecuteAsync(Commands.FetchCount.CreateRequest(), ct).ConfigureAwait(false))["pulses"];
    }

    /// <summary>Records for <paramref name="time"/>, or until a pin has 2500 edges, and returns the recording.</summary>
    public async Task<IReadOnlyList<LogicTrace>> CaptureAsync(LogicSettings settings, TimeSpan time, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await StartAsync(lease, settings, ct).ConfigureAwait(false);
        await lease.WaitAsync(time, ct).ConfigureAwait(false);
        return await FetchAsync(lease, ct).ConfigureAwait(false);
    }

    /// <summary>Starts a recording and returns immediately.</summary>
    public async Task StartAsync(LogicSettings settings, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await StartAsync(lease, settings, ct).ConfigureAwait(false);
    }

    /// <summary>What was recorded since the start. The recording continues.</summary>
    public async Task<IReadOnlyList<LogicTrace>> FetchAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await FetchAsync(lease, ct).ConfigureAwait(false);
    }

    /// <summary>Waits for a number of edges on each channel of the running recording, and returns their times in seconds.</summary>
    public async Task<double[][]> WaitForEdgesAsync(IReadOnlyList<int> counts, TimeSpan timeout, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var recording = RequireActiveCapture();
        var time = board.Link.Options.Time;
        var from = time.GetTimestamp();
        var times = new double[counts.Count][];
        for (var i = 0; i < counts.Count; i++)
            times[i] = await WaitForEventsAsync(lease, i, counts[i], timeout - time.GetElapsedTime(from), ct).ConfigureAwait(false)
                ?? throw await CreateNoSignalExceptionAsync(lease, recording.Channels[i].Input, timeout, ct).ConfigureAwait(false);
        return times;
    }

    public async Task StopAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
    }

    /// <summary>
    /// The number of edges recorded so far on each of the four channels, and the levels of LA1 to LA4 at the start of the recording.
    /// </summary>
    public async Task<(int[] Events, bool[] Levels)> GetProgressAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var state = await lease.ExecuteAsync(Commands.GetInitialStates.CreateRequest(), ct).ConfigureAwait(false);
        var words = state.Values.GetItems("pointers").Select((p, i) => ((int)p - (int)state["base"]) / 2 - i * MaxEvents).ToArray();
        var events = new int[words.Length];
        if (board.StateCache.ActiveLogicCapture is { } recording)
            for (var i = 0; i < recording.Channels.Count; i++)
            {
                events[i] = words[recording.IsLong ? 2 * i : i];
                // The pointer of a full channel is back at its start. An empty channel has no second event.
                if (events[i] == 0 && (await ReadTimestampsAsync(lease, recording, i, 2, ct).ConfigureAwait(false))[1] != 0)
                    events[i] = MaxEvents;
            }
        return (events, [.. Enumerable.Range(0, 4).Select(i => (state["before"] >> i & 1) != 0)]);
    }

    internal async Task StartAsync(BoardLease lease, LogicSettings settings, CancellationToken ct)
    {
        var (start, recording) = LogicCapturePlan.Create(settings);
        // Both recordings use the same buffer. A capture that may still run is replaced by one of a single sample.
        if (board.StateCache.ActiveCapture is { } capture && MayRun(capture))
            await lease.ExecuteAsync(Commands.CaptureOne.CreateRequest(AnalogInput.CH1.Mux, 1, 8), ct).ConfigureAwait(false);
        board.StateCache.ActiveCapture = null;
        board.StateCache.ActiveLogicCapture = null;
        await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.ClearBuffer.CreateRequest(0, Commands.BufferSize), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(start, ct).ConfigureAwait(false);
        board.StateCache.Outputs.StartLogic(settings.Channels.Count);
        board.StateCache.ActiveLogicCapture = recording;
    }

    private async Task<IReadOnlyList<LogicTrace>> FetchAsync(BoardLease lease, CancellationToken ct)
    {
        var recording = RequireActiveCapture();
        var state = await lease.ExecuteAsync(Commands.GetInitialStates.CreateRequest(), ct).ConfigureAwait(false);
        var traces = new List<LogicTrace>();
        for (var i = 0; i < recording.Channels.Count; i++)
        {
            var channel = recording.Channels[i];
            var stamps = await ReadTimestampsAsync(lease, recording, i, MaxEvents, ct).ConfigureAwait(false);
            var level = (state["before"] >> Math.Min((int)channel.Input.Pin, 3) & 1) != 0;
            traces.Add(new(channel.Input, channel.Edge, level, recording.ToSeconds(i, ActiveLogicCapture.TrimZeros(stamps))));
        }
        return traces;
    }

    private bool MayRun(ActiveCapture capture) =>
        capture.Command != Commands.CaptureDma
        && (capture.Trigger is not null || board.Link.Options.Time.GetElapsedTime(capture.StartedAt) < capture.Duration * 1.2);

    private ActiveLogicCapture RequireActiveCapture() =>
        board.StateCache.ActiveLogicCapture
        ?? throw new BoardException(BoardErrorKind.OutOfRange, "No recording of the logic analyser was started.");

    /// <summary>Waits for the first events of a channel.</summary>
    /// <returns>Their times in seconds, or null if they did not arrive in time.</returns>
    private async Task<double[]?> WaitForEventsAsync(BoardLease lease, int channel, int count, TimeSpan timeout, CancellationToken ct)
    {
        var recording = RequireActiveCapture();
        var time = board.Link.Options.Time;
        var from = time.GetTimestamp();
        while (true)
        {
            // Read once more after the time-out: on a slow machine the events may have arrived in time without being seen.
            var isOver = time.GetElapsedTime(from) >= timeout;
            var asked = recording.MayBeginWithTrigger ? Math.Min(count + 1, MaxEvents) : count;
            var stamps = await ReadTimestampsAsync(lease, recording, channel, asked, ct).ConfigureAwait(false);
            stamps = recording.MayBeginWithTrigger && stamps[0] == 0 ? stamps[1..] : stamps[..count];
            if (stamps[^1] != 0)
                return recording.ToSeconds(channel, stamps);
            if (isOver)
                return null;
            await lease.WaitAsync(PollInterval, ct).ConfigureAwait(false);
        }
    }

    private static async Task<uint[]> ReadTimestampsAsync(
        BoardLease lease,
        ActiveLogicCapture recording,
        int channel,
        int count,
        CancellationToken ct
    ) =>
        (
            await lease
                .ExecuteAsync((recording.IsLong ? Commands.FetchLong : Commands.FetchInt).CreateRequest((uint)count, (uint)channel), ct)
                .ConfigureAwait(false)
        ).Values.GetItems("times");

    private static async Task<double> CountFrequencyAsync(BoardLease lease, DigitalInput input, CancellationToken ct)
    {
        var reply = await lease.ExecuteAsync(Commands.GetHighFrequency.CreateRequest(input.Pin), ct).ConfigureAwait(false);
        return reply["scale"] * (double)reply["count"] / 0.1;
    }

    private static async Task<BoardException> CreateNoSignalExceptionAsync(
        BoardLease lease,
        DigitalInput input,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        var level =
            input.Pin > 3 ? ""
            : ((await lease.ExecuteAsync(Commands.GetStates.CreateRequest(), ct).ConfigureAwait(false))["states"] >> input.Pin & 1) != 0
                ? "high"
            : "low";
        return new BoardException(
            BoardErrorKind.Unmeasurable,
            $"{input} did not change often enough in {timeout.TotalSeconds:0.###} s{(level.Length > 0 ? $"; it is {level} now" : "")}."
        );
    }
}
