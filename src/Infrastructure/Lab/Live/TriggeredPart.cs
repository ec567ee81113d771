using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Cuts the part around the trigger's edge out of a recording that is longer than what is shown.</summary>
internal static class TriggeredPart
{
    /// <summary>The samples to record, so that an edge can be anywhere in the first part and the rest is still complete.</summary>
    /// <param name="capacity">The most samples of each channel that the board can record.</param>
    public static int GetRecordedSamples(LiveCapture capture, int capacity) =>
        capture.Trigger is null ? capture.Samples : Math.Min(2 * capture.Samples, Math.Max(capacity, capture.Samples));

    public static LiveFrame Cut(LiveCapture capture, double interval, IReadOnlyList<LiveTrace> traces)
    {
        if (capture.Trigger is not { } trigger)
            return new LiveFrame(0, interval, traces, IsTriggered: true);
        var before = (int)Math.Round(trigger.Position * capture.Samples);
        var source = traces.Single(t => t.Name == trigger.Channel).Samples;
        var spare = source.Length - capture.Samples;
        var edge = EdgeSearch.Find(source, trigger.Level, trigger.IsRising, before, before + spare + 1);
        var begin = (edge ?? before) - before;
        return new LiveFrame(
            -before * interval,
            interval,
            [.. traces.Select(t => t with { Samples = t.Samples[begin..(begin + capture.Samples)] })],
            edge is not null
        );
    }
}
