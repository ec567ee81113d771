using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Chooses the command of an oscilloscope capture. See docs/reference/pslab-protocol.md#choice-of-the-capture-command and
/// docs/reference/pslab-protocol.md#shortest-sample-interval.
/// </summary>
internal static class CapturePlan
{
    /// <summary>The longest sample interval in seconds.</summary>
    private const double MaxInterval = ushort.MaxValue * ActiveCapture.Tick;

    /// <exception cref="BoardException">The board cannot record these settings.</exception>
    public static ActiveCapture Create(CaptureSettings settings, Trigger? trigger)
    {
        var channels = settings.Channels;
        var samples = settings.Samples;
        var first = settings.First;
        if (channels is < 1 or > 4)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{channels} channels cannot be recorded at once. Use 1 to 4 channels.");
        var maxSamples = Commands.BufferSize / channels;
        if (samples < 1 || samples > maxSamples)
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"{samples} samples cannot be recorded. Use 1 to {maxSamples} samples with {Plural(channels)}."
            );
        var shortest = (channels, trigger) switch
        {
            (1, null) => 0.5e-6,
            (1, _) => 0.75e-6,
            (2, _) => 0.875e-6,
            _ => 1.75e-6,
        };
        if (!(settings.Interval >= shortest * (1 - 1e-9) && settings.Interval <= MaxInterval))
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"The sample interval cannot be {settings.Interval * 1e6:0.###} µs with {Plural(channels)}"
                    + $"{(trigger is null ? "" : " and a trigger")}."
                    + $" Use {shortest * 1e6:0.###} to {MaxInterval * 1e6:0.###} µs."
            );
        var gap = (uint)Math.Floor(settings.Interval / ActiveCapture.Tick + 1e-6);
        var is12Bit = channels == 1 && trigger is null && gap >= 8;
        var command = channels switch
        {
            1 => trigger is null ? Commands.CaptureDma : Commands.CaptureOne,
            2 => Commands.CaptureTwo,
            // Every client uses the command for four channels. The one for three, new in firmware 3.1, leaves room for more samples.
            3 when samples > Commands.BufferSize / 4 => Commands.CaptureThree,
            _ => Commands.CaptureFour,
        };
        var config = first.Mux | (is12Bit || trigger is not null ? 0x80u : 0);
        return new ActiveCapture(
            command,
            config,
            (uint)samples,
            gap,
            is12Bit ? Calibration.FullScale12Bit : Calibration.FullScale10Bit,
            GetInputs(settings)
        )
        {
            Trigger = trigger,
        };
    }

    public static List<AnalogInput> GetInputs(CaptureSettings settings) =>
        [.. new[] { settings.First, AnalogInput.CH2, AnalogInput.CH3, AnalogInput.Mic }.Take(settings.Channels)];

    private static string Plural(int channels) => channels == 1 ? "1 channel" : $"{channels} channels";
}
