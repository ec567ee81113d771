using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>Records voltages over time: 1 to 4 channels, 10 bits, or 12 bits for one channel without trigger from 1 µs on.</summary>
public sealed class Oscilloscope(Board board)
{
    /// <summary>Adds up conversions until 50,000, each counting the interval in 1/8 µs, divided by a power of 2: 6.25 ms.</summary>
    private const int TriggerCounts = 50_000;

    private const double LongestInterval = ushort.MaxValue * Recording.Tick;

    /// <summary>Records and waits for the end.</summary>
    /// <param name="progress">The share that is recorded, 0 to 1, while it waits.</param>
    public async Task<Capture> CaptureAsync(CaptureSettings settings, CancellationToken ct, IProgress<double>? progress = null)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        var recording = await StartAsync(talk, settings, ct).ConfigureAwait(false);
        await EndAsync(talk, recording, progress, ct).ConfigureAwait(false);
        return await FetchAsync(talk, recording, ct).ConfigureAwait(false);
    }

    /// <summary>Begins to record and does not wait; see <see cref="ProgressAsync(CancellationToken)"/> and <see cref="FetchAsync(CancellationToken)"/>.</summary>
    public async Task StartAsync(CaptureSettings settings, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await StartAsync(talk, settings, ct).ConfigureAwait(false);
    }

    public async Task<CaptureProgress> ProgressAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        return await ProgressAsync(talk, Running(), ct).ConfigureAwait(false);
    }

    /// <summary>Waits for the recording that <see cref="StartAsync(CaptureSettings, CancellationToken)"/> began, and reads it.</summary>
    public async Task<Capture> FetchAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        var recording = Running();
        await EndAsync(talk, recording, null, ct).ConfigureAwait(false);
        return await FetchAsync(talk, recording, ct).ConfigureAwait(false);
    }

    /// <summary>Sets the gain of CH1 or CH2: 1, 2, 4, 5, 8, 10, 16 or 32.</summary>
    public async Task SetGainAsync(AnalogInput input, double gain, CancellationToken ct)
    {
        var index = IndexOf(Calibration.Gains, gain);
        if (!input.HasGain)
            throw new BoardFault(FaultKind.OutOfRange, $"{input} has no amplifier; only CH1 and CH2 have one.");
        if (index < 0)
            throw new BoardFault(FaultKind.OutOfRange, $"There is no gain {gain}; possible are {string.Join(", ", Calibration.Gains)}.");
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await SetGainAsync(talk, board.Known, input, index, ct).ConfigureAwait(false);
    }

    /// <summary>Sets the gain of CH1 or CH2 by the name of its range: 16, 8, 4, 3, 2, 1.5, 1 or 0.5 V.</summary>
    public Task SetRangeAsync(AnalogInput input, double volts, CancellationToken ct)
    {
        var index = IndexOf(Calibration.Ranges, volts);
        return index >= 0
            ? SetGainAsync(input, Calibration.Gains[index], ct)
            : throw new BoardFault(
                FaultKind.OutOfRange,
                $"There is no range of {volts} V; possible are {string.Join(", ", Calibration.Ranges)} V."
            );
    }

    /// <summary>Chooses the highest gain that holds the voltage of now, and gives it.</summary>
    public async Task<double> AutorangeAsync(AnalogInput input, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await Multimeter.AutorangeAsync(talk, board.Known, input, ct).ConfigureAwait(false);
        return board.Known.GainOf(input);
    }

    /// <summary>The trigger of the captures to come that bring none of their own; null: none.</summary>
    public async Task SetTriggerAsync(Trigger? trigger, CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        if (trigger is not null)
            await talk.AskAsync(
                    Commands.ConfigureTrigger.With(TriggerConfig(trigger, Slot(trigger.Channel, trigger.Channel), 0), Level(trigger)),
                    ct
                )
                .ConfigureAwait(false);
        board.Known.Trigger = trigger;
    }

    public Trigger? CurrentTrigger => board.Known.Trigger;

    internal static async Task SetGainAsync(Conversation talk, BoardMemory memory, AnalogInput input, int index, CancellationToken ct)
    {
        await talk.AskAsync(Commands.SetPgaGain.With(input.Amplifier, (uint)index), ct).ConfigureAwait(false);
        memory.Gains[input.Amplifier - 1] = index;
    }

    private async Task<Recording> StartAsync(Conversation talk, CaptureSettings settings, CancellationToken ct)
    {
        var memory = board.Known;
        var recording = Plan(settings, settings.IgnoresTrigger ? null : settings.Trigger ?? memory.Trigger) with
        {
            Gains = [.. Inputs(settings).Select(memory.GainOf)],
        };
        memory.LogicRecording = null; // both live in the same buffer
        memory.Recording = null;
        // Another program may have moved them, and a wrong gain would go unnoticed.
        foreach (var input in new[] { AnalogInput.CH1, AnalogInput.CH2 })
            await SetGainAsync(talk, memory, input, memory.Gains[input.Amplifier - 1], ct).ConfigureAwait(false);
        if (recording.Trigger is { } trigger)
            await talk.AskAsync(
                    Commands.ConfigureTrigger.With(
                        TriggerConfig(trigger, Slot(trigger.Channel, settings.First), recording.Gap),
                        Level(trigger)
                    ),
                    ct
                )
                .ConfigureAwait(false);
        await talk.AskAsync(recording.Command.With(recording.Config, recording.Samples, recording.Gap), ct).ConfigureAwait(false);
        return memory.Recording = recording with { StartedAt = board.Link.Options.Time.GetTimestamp() };
    }

    private static async Task<Capture> FetchAsync(Conversation talk, Recording recording, CancellationToken ct)
    {
        var (count, samples) = (recording.Inputs.Count, (int)recording.Samples);
        var words = (await talk.AskAsync(Commands.RetrieveBuffer.With(0, (uint)(count * samples)), ct).ConfigureAwait(false)).Values.All(
            "words"
        );
        if (words.Any(w => w > recording.FullScale))
            throw new BoardFault(FaultKind.Garbled, $"The board sent samples above {recording.FullScale}.");
        var traces = recording.Inputs.Select(
            (input, i) =>
                new Trace(
                    input,
                    [
                        .. words
                            .Skip(i * samples)
                            .Take(samples)
                            .Select(w => Calibration.Volts(input, w, recording.FullScale, recording.Gains[i])),
                    ]
                )
        );
        return new Capture(recording.Interval, recording.FullScale == Calibration.Codes12 ? 12 : 10, [.. traces]);
    }

    private async Task EndAsync(Conversation talk, Recording recording, IProgress<double>? progress, CancellationToken ct)
    {
        var time = board.Link.Options.Time;
        var limit = recording.Duration * 1.2 + TriggerTimeout(recording) + board.Link.Options.Margin;
        var step = TimeSpan.FromMilliseconds(Math.Clamp(recording.Duration.TotalMilliseconds / 20, 2, 50));
        // A timer may come a little early; samples that are not written yet would read as old ones.
        var left = recording.Duration + TimeSpan.FromMilliseconds(2) - time.GetElapsedTime(recording.StartedAt);
        if (progress is null)
            await talk.WaitAsync(left, ct).ConfigureAwait(false);
        while (true)
        {
            var isOver = time.GetElapsedTime(recording.StartedAt) > limit;
            var now = await ProgressAsync(talk, recording, ct).ConfigureAwait(false);
            progress?.Report((double)now.Samples / now.Total);
            if (now.IsComplete)
                return;
            if (isOver)
                throw new BoardFault(FaultKind.Silent, "The capture did not end in time.");
            await talk.WaitAsync(step, ct).ConfigureAwait(false);
        }
    }

    private async Task<CaptureProgress> ProgressAsync(Conversation talk, Recording recording, CancellationToken ct)
    {
        var status = await talk.AskAsync(Commands.GetCaptureStatus.With(), ct).ConfigureAwait(false);
        var total = (int)recording.Samples;
        if (recording.Command != Commands.CaptureDma)
            return new(status["done"] == 1, Math.Min((int)status["samples"], total), total);
        // Captures by DMA claim to be complete from the beginning: only time tells.
        var elapsed = board.Link.Options.Time.GetElapsedTime(recording.StartedAt) - TimeSpan.FromMilliseconds(2);
        return elapsed >= recording.Duration
            ? new(status["done"] == 1, total, total)
            : new(false, (int)Math.Clamp(total * (elapsed / recording.Duration), 0, total), total);
    }

    private Recording Running() => board.Known.Recording ?? throw new BoardFault(FaultKind.OutOfRange, "No capture was started.");

    private static Recording Plan(CaptureSettings settings, Trigger? trigger)
    {
        var (channels, samples, first) = (settings.Channels, settings.Samples, settings.First);
        if (channels is < 1 or > 4)
            throw new BoardFault(FaultKind.OutOfRange, $"{channels} channels cannot be recorded at once; 1 to 4 are possible.");
        var most = Commands.BufferSize / channels;
        if (samples < 1 || samples > most)
            throw new BoardFault(
                FaultKind.OutOfRange,
                $"{samples} samples cannot be recorded; 1 to {most} are possible with {channels} channel{(channels > 1 ? "s" : "")}."
            );
        var shortest = (channels, trigger) switch
        {
            (1, null) => 0.5e-6,
            (1, _) => 0.75e-6,
            (2, _) => 0.875e-6,
            _ => 1.75e-6,
        };
        if (!(settings.Interval >= shortest * (1 - 1e-9) && settings.Interval <= LongestInterval))
            throw new BoardFault(
                FaultKind.OutOfRange,
                $"Samples every {settings.Interval * 1e6:0.###} µs are not possible with {channels} channel{(channels > 1 ? "s" : "")}{(trigger is null ? "" : " and a trigger")}; {shortest * 1e6:0.###} to {LongestInterval * 1e6:0.###} µs are."
            );
        var gap = (uint)Math.Floor(settings.Interval / Recording.Tick + 1e-6);
        var twelve = channels == 1 && trigger is null && gap >= 8;
        var command = channels switch
        {
            1 => trigger is null ? Commands.CaptureDma : Commands.CaptureOne,
            2 => Commands.CaptureTwo,
            // What every client uses; three channels alone come with firmware 3.1 and leave more room.
            3 when samples > Commands.BufferSize / 4 => Commands.CaptureThree,
            _ => Commands.CaptureFour,
        };
        var config = first.Mux | (twelve || trigger is not null ? 0x80u : 0);
        return new Recording(command, config, (uint)samples, gap, twelve ? Calibration.Codes12 : Calibration.Codes10, Inputs(settings))
        {
            Trigger = trigger,
        };
    }

    private static List<AnalogInput> Inputs(CaptureSettings settings) =>
        [.. new[] { settings.First, AnalogInput.CH2, AnalogInput.CH3, AnalogInput.Mic }.Take(settings.Channels)];

    private uint Level(Trigger trigger)
    {
        var (input, gain) = (trigger.Channel, board.Known.GainOf(trigger.Channel));
        var reach = Math.Max(Math.Abs(input.AtZero), Math.Abs(input.AtFullScale)) / gain;
        return Math.Abs(trigger.Volts) <= reach
            ? (uint)Calibration.Code(input, trigger.Volts, Calibration.Codes10, gain)
            : throw new BoardFault(
                FaultKind.OutOfRange,
                $"A trigger at {trigger.Volts} V is beyond the range of {input}, ±{reach:0.###} V."
            );
    }

    /// <summary>The place of a channel among those that are converted together: one bit of four.</summary>
    private static uint Slot(AnalogInput channel, AnalogInput first) =>
        channel == first ? 1u
        : channel == AnalogInput.CH2 ? 2u
        : channel == AnalogInput.CH3 ? 4u
        : channel == AnalogInput.Mic ? 8u
        : throw new BoardFault(FaultKind.OutOfRange, $"{channel} cannot trigger a capture of {first}; {first}, CH2, CH3 and MIC can.");

    private static uint TriggerConfig(Trigger trigger, uint slot, uint gap) => slot | (uint)Prescaler(trigger, gap) << 4;

    /// <summary>
    /// The exponent whose time-out is not below the wanted one. The board adds the interval shifted right by it: shifted to nothing it would wait for
    /// ever, so a short interval bounds it.
    /// </summary>
    private static int Prescaler(Trigger trigger, uint gap)
    {
        var wanted = (int)Math.Ceiling(Math.Log2(Math.Max(trigger.Timeout.TotalMilliseconds, 6.25) / 6.25) - 1e-9);
        return Math.Clamp(wanted, 0, gap == 0 ? 15 : Math.Min(15, (int)Math.Log2(gap)));
    }

    private static TimeSpan TriggerTimeout(Recording recording)
    {
        if (recording.Trigger is not { } trigger)
            return TimeSpan.Zero;
        var counted = recording.Gap >> Prescaler(trigger, recording.Gap);
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
