using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Records voltages over time on 1 to 4 channels. The resolution is 10 bits, or 12 bits for one channel without a trigger and with an
/// interval of 1 µs or more.
/// </summary>
public sealed class Oscilloscope(Board board)
{
    /// <summary>
    /// The trigger times out when its counter reaches 50,000. Each conversion adds the interval in 1/8 µs, divided by a power of 2. So the
    /// shortest time-out is 6.25 ms.
    /// </summary>
    private const int TriggerCounts = 50_000;

    /// <summary>Records and waits until the recording is complete.</summary>
    /// <param name="settings">What to record.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <param name="progress">Receives the recorded fraction, 0 to 1.</param>
    public async Task<CaptureResult> CaptureAsync(CaptureSettings settings, CancellationToken ct, IProgress<double>? progress = null)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var plan = CreatePlan(settings);
        RequireShortWait(
            plan.Duration + GetTriggerTimeout(plan),
            "The recording and the time-out of its trigger take up to {0:0.#} s, but a call can take at most {1:0.#} s."
        );
        var recording = await StartAsync(lease, settings, ct).ConfigureAwait(false);
        await WaitForEndAsync(lease, recording, progress, ct).ConfigureAwait(false);
        return await FetchAsync(lease, recording, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a recording and returns immediately; see <see cref="GetProgressAsync(CancellationToken)"/> and <see
    /// cref="FetchAsync(CancellationToken)"/>.
    /// </summary>
    public async Task StartAsync(CaptureSettings settings, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await StartAsync(lease, settings, ct).ConfigureAwait(false);
    }

    public async Task<CaptureProgress> GetProgressAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await GetProgressAsync(lease, RequireActiveCapture(), ct).ConfigureAwait(false);
    }

    /// <summary>Waits for the recording that <see cref="StartAsync(CaptureSettings, CancellationToken)"/> started, and reads it.</summary>
    public async Task<CaptureResult> FetchAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var recording = RequireActiveCapture();
        RequireShortWait(
            recording.Duration - board.Link.Options.Time.GetElapsedTime(recording.StartedAt),
            "The recording is complete in {0:0.#} s. Fetch it then; a call can wait at most {1:0.#} s."
        );
        await WaitForEndAsync(lease, recording, null, ct).ConfigureAwait(false);
        return await FetchAsync(lease, recording, ct).ConfigureAwait(false);
    }

    /// <summary>Sets the gain of CH1 or CH2: 1, 2, 4, 5, 8, 10, 16 or 32.</summary>
    public async Task SetGainAsync(AnalogInput input, double gain, CancellationToken ct)
    {
        var index = IndexOf(Calibration.Gains, gain);
        if (!input.HasGain)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{input} has no amplifier; only CH1 and CH2 have one.");
        if (index < 0)
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"The gain {gain} does not exist. Use {string.Join(", ", Calibration.Gains)}."
            );
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await SetGainAsync(lease, board.StateCache, input, index, ct).ConfigureAwait(false);
    }

    /// <summary>Sets the gain of CH1 or CH2 by its range: 16, 8, 4, 3, 2, 1.5, 1 or 0.5 V.</summary>
    public Task SetRangeAsync(AnalogInput input, double volts, CancellationToken ct)
    {
        var index = IndexOf(Calibration.Ranges, volts);
        return index >= 0
            ? SetGainAsync(input, Calibration.Gains[index], ct)
            : throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"The range {volts} V does not exist. Use {string.Join(", ", Calibration.Ranges)} V."
            );
    }

    /// <summary>Sets the highest gain whose range holds the present voltage.</summary>
    /// <returns>The gain.</returns>
    public async Task<double> AutorangeAsync(AnalogInput input, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await Multimeter.AutorangeAsync(lease, board.StateCache, input, ct).ConfigureAwait(false);
        return board.StateCache.GetGain(input);
    }

    /// <summary>Sets the trigger of later captures that do not have their own trigger; null removes it.</summary>
    public async Task SetTriggerAsync(Trigger? trigger, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        if (trigger is not null)
            await lease
                .ExecuteAsync(
                    Commands.ConfigureTrigger.CreateRequest(
                        GetTriggerConfig(trigger, GetTriggerSlot(trigger.Channel, trigger.Channel), 0),
                        GetTriggerCode(trigger)
                    ),
                    ct
                )
                .ConfigureAwait(false);
        board.StateCache.Trigger = trigger;
    }

    public Trigger? CurrentTrigger => board.StateCache.Trigger;

    internal static async Task SetGainAsync(
        BoardLease lease,
        BoardStateCache stateCache,
        AnalogInput input,
        int index,
        CancellationToken ct
    )
    {
        await lease.ExecuteAsync(Commands.SetPgaGain.CreateRequest(input.Amplifier, (uint)index), ct).ConfigureAwait(false);
        stateCache.Gains[input.Amplifier - 1] = index;
    }

    private async Task<ActiveCapture> StartAsync(BoardLease lease, CaptureSettings settings, CancellationToken ct)
    {
        var stateCache = board.StateCache;
        var recording = CreatePlan(settings) with { Gains = [.. CapturePlan.GetInputs(settings).Select(stateCache.GetGain)] };
        // Both recordings use the same buffer. One of the logic analyser that still runs would write into the samples.
        if (stateCache.ActiveLogicCapture is not null)
            await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        stateCache.ActiveLogicCapture = null;
        stateCache.ActiveCapture = null;
        // Another program may have changed the gains, and a wrong gain would give wrong voltages unnoticed.
        foreach (var input in new[] { AnalogInput.CH1, AnalogInput.CH2 })
            await SetGainAsync(lease, stateCache, input, stateCache.Gains[input.Amplifier - 1], ct).ConfigureAwait(false);
        if (recording.Trigger is { } trigger)
            await lease
                .ExecuteAsync(
                    Commands.ConfigureTrigger.CreateRequest(
                        GetTriggerConfig(trigger, GetTriggerSlot(trigger.Channel, settings.First), recording.Gap),
                        GetTriggerCode(trigger)
                    ),
                    ct
                )
                .ConfigureAwait(false);
        await lease
            .ExecuteAsync(recording.Command.CreateRequest(recording.Config, recording.Samples, recording.Gap), ct)
            .ConfigureAwait(false);
        return stateCache.ActiveCapture = recording with { StartedAt = board.Link.Options.Time.GetTimestamp() };
    }

    private ActiveCapture CreatePlan(CaptureSettings settings) =>
        CapturePlan.Create(settings, settings.IgnoresTrigger ? null : settings.Trigger ?? board.StateCache.Trigger);

    /// <exception cref="BoardException">The wait is longer than a call can take.</exception>
    private void RequireShortWait(TimeSpan wait, string message)
    {
        if (board.Link.Options.CallLimit is { } limit && wait > limit)
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                string.Format(System.Globalization.CultureInfo.InvariantCulture, message, wait.TotalSeconds, limit.TotalSeconds)
            );
    }

    private static async Task<CaptureResult> FetchAsync(BoardLease lease, ActiveCapture recording, CancellationToken ct)
    {
        var count = recording.Inputs.Count;
        var samples = (int)recording.Samples;
        var words = (
            await lease.ExecuteAsync(Commands.RetrieveBuffer.CreateRequest(0, (uint)(count * samples)), ct).ConfigureAwait(false)
        ).Values.GetItems("words");
        if (words.Any(w => w > recording.FullScale))
            throw new BoardException(BoardErrorKind.InvalidResponse, $"The board sent samples above {recording.FullScale}.");
        var traces = recording.Inputs.Select(
            (input, i) =>
            {
                var codes = words.Skip(i * samples).Take(samples).ToList();
                return new Trace(
                    input,
                    [.. codes.Select(code => Calibration.ToVolts(input, code, recording.FullScale, recording.Gains[i]))]
                )
                {
                    Gain = recording.Gains[i],
                    IsClipped = codes.Exists(code => Calibration.IsClipped(input, code, recording.FullScale)),
                };
            }
        );
        return new CaptureResult(recording.Interval, recording.FullScale == Calibration.FullScale12Bit ? 12 : 10, [.. traces]);
    }

    private async Task WaitForEndAsync(BoardLease lease, ActiveCapture recording, IProgress<double>? progress, CancellationToken ct)
    {
        var time = board.Link.Options.Time;
        var limit = recording.Duration * 1.2 + GetTriggerTimeout(recording) + board.Link.Options.Margin;
        var step = TimeSpan.FromMilliseconds(Math.Clamp(recording.Duration.TotalMilliseconds / 20, 2, 50));
        // Wait 2 ms longer: a timer may fire early, and samples that are not written yet would read as old ones.
        var remaining = recording.Duration + TimeSpan.FromMilliseconds(2) - time.GetElapsedTime(recording.StartedAt);
        if (progress is null)
            await lease.WaitAsync(remaining, ct).ConfigureAwait(false);
        while (true)
        {
            var isOver = time.GetElapsedTime(recording.StartedAt) > limit;
            var now = await GetProgressAsync(lease, recording, ct).ConfigureAwait(false);
            progress?.Report((double)now.Samples / now.Total);
            if (now.IsComplete)
                return;
            if (isOver)
                throw new BoardException(BoardErrorKind.Timeout, "The capture did not finish in time.");
            await lease.WaitAsync(step, ct).ConfigureAwait(false);
        }
    }

    private async Task<CaptureProgress> GetProgressAsync(BoardLease lease, ActiveCapture recording, CancellationToken ct)
    {
        var status = await lease.ExecuteAsync(Commands.GetCaptureStatus.CreateRequest(), ct).ConfigureAwait(false);
        var total = (int)recording.Samples;
        if (recording.Command != Commands.CaptureDma)
            return new(status["done"] == 1, Math.Min((int)status["samples"], total), total);
        // The status of DMA captures is "complete" from the start, so the progress is calculated from the time.
        var elapsed = board.Link.Options.Time.GetElapsedTime(recording.StartedAt) - TimeSpan.FromMilliseconds(2);
        return elapsed >= recording.Duration
            ? new(status["done"] == 1, total, total)
            : new(false, (int)Math.Clamp(total * (elapsed / recording.Duration), 0, total), total);
    }

    private ActiveCapture RequireActiveCapture() =>
        board.StateCache.ActiveCapture ?? throw new BoardException(BoardErrorKind.OutOfRange, "No capture was started.");

    private uint GetTriggerCode(Trigger trigger)
    {
        var input = trigger.Channel;
        var gain = board.StateCache.GetGain(input);
        var limit = Math.Max(Math.Abs(input.AtZero), Math.Abs(input.AtFullScale)) / gain;
        return Math.Abs(trigger.Volts) <= limit
            ? (uint)Calibration.ToCode(input, trigger.Volts, Calibration.FullScale10Bit, gain)
            : throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"A trigger level of {trigger.Volts} V is outside the range of {input}, ±{limit:0.###} V."
            );
    }

    /// <summary>The bit of a channel in the trigger's configuration, by its place among the simultaneously sampled channels.</summary>
    private static uint GetTriggerSlot(AnalogInput channel, AnalogInput first) =>
        channel == first ? 1u
        : channel == AnalogInput.CH2 ? 2u
        : channel == AnalogInput.CH3 ? 4u
        : channel == AnalogInput.Mic ? 8u
        : throw new BoardException(
            BoardErrorKind.OutOfRange,
            $"{channel} cannot trigger a capture of {first}. Use {first}, CH2, CH3 or MIC."
        );

    private static uint GetTriggerConfig(Trigger trigger, uint slot, uint gap) => slot | (uint)GetTriggerPrescaler(trigger, gap) << 4;

    /// <summary>
    /// The prescaler exponent whose time-out is at least the requested one. The board adds the interval shifted right by it. If that were
    /// zero, the capture would wait without a limit, so a short interval limits the exponent.
    /// </summary>
    private static int GetTriggerPrescaler(Trigger trigger, uint gap)
    {
        var exponent = (int)Math.Ceiling(Math.Log2(Math.Max(trigger.Timeout.TotalMilliseconds, 6.25) / 6.25) - 1e-9);
        return Math.Clamp(exponent, 0, gap == 0 ? 15 : Math.Min(15, (int)Math.Log2(gap)));
    }

    private static TimeSpan GetTriggerTimeout(ActiveCapture recording)
    {
        if (recording.Trigger is not { } trigger)
            return TimeSpan.Zero;
        var counted = recording.Gap >> GetTriggerPrescaler(trigger, recording.Gap);
        return TimeSpan.FromSeconds((double)TriggerCounts / counted * recording.Interval);
    }

    private static int IndexOf(IReadOnlyList<double> values, double value)
    {
        for (var i = 0; i < values.Count; i++)
            if (values[i] == value)
                return i;
        return -1;
    }
}
