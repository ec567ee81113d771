using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Captures of the oscilloscope for a live stream.</summary>
/// <remarks>
/// The board's own trigger has one direction for each channel and does not tell whether it has timed out. So a longer capture without it is
/// made, and the edge is searched in the samples.
/// </remarks>
internal static class LiveScope
{
    private static readonly AnalogInput[] Simultaneous = [AnalogInput.CH2, AnalogInput.CH3, AnalogInput.Mic];

    /// <exception cref="RejectedException">Invalid.</exception>
    public static Func<Board, CancellationToken, Task<LiveFrame>> Prepare(LiveCapture capture)
    {
        var inputs = capture.Channels.Select(Find).ToList();
        var (count, first) = Plan(inputs);
        var capacity = Commands.BufferSize / count;
        if (capture.Samples > (capture.Trigger is null ? capacity : capacity / 2))
            throw RejectedException.Invalid(
                $"{capture.Samples} samples cannot be recorded: at most {capacity} of these channels, or {capacity / 2} with a trigger.",
                "/samples"
            );
        var settings = new CaptureSettings(count, TriggeredPart.GetRecordedSamples(capture, capacity), capture.Interval)
        {
            First = first,
            IgnoresTrigger = true,
        };
        return (board, ct) => RunAsync(board, capture, settings, inputs, ct);
    }

    private static async Task<LiveFrame> RunAsync(
        Board board,
        LiveCapture capture,
        CaptureSettings settings,
        List<AnalogInput> inputs,
        CancellationToken ct
    )
    {
        foreach (var (name, range) in capture.Ranges)
            await board.Oscilloscope.SetRangeAsync(Find(name), range, ct);
        var result = await board.Oscilloscope.CaptureAsync(settings, ct);
        var traces = inputs.Select(input =>
        {
            var trace = result.Traces.First(t => t.Channel == input);
            double? range = input.HasGain ? Calibration.Ranges[Calibration.Gains.ToList().IndexOf(trace.Gain)] : null;
            return new LiveTrace(input.Name, "V", Array.ConvertAll(trace.Volts, v => (float)v), trace.IsClipped, range);
        });
        return TriggeredPart.Cut(capture, result.Interval, [.. traces]);
    }

    /// <summary>The board records one input, or an input with CH2, or an input with CH2, CH3 and MIC.</summary>
    private static (int Count, AnalogInput First) Plan(List<AnalogInput> inputs)
    {
        if (inputs.Count == 1)
            return (1, inputs[0]);
        if (inputs is [_, _] && inputs.Contains(AnalogInput.CH2))
            return (2, inputs.First(i => i != AnalogInput.CH2));
        var others = inputs.Except(Simultaneous).ToList();
        if (others.Count > 1)
            throw RejectedException.Invalid(
                $"{others[0]} and {others[1]} cannot be recorded at the same time. CH2, CH3 and MIC can, with one other input.",
                "/channels"
            );
        var first = others.FirstOrDefault() ?? AnalogInput.CH1;
        return (4, first);
    }

    private static AnalogInput Find(string name) =>
        AnalogInput.Find(name)
        ?? throw RejectedException.Invalid(
            $"There is no input {name}. Use {string.Join(", ", AnalogInput.All.Select(i => i.Name))}.",
            "/channels"
        );
}
