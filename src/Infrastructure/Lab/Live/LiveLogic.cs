using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Instruments;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Captures of the logic analyser for a live stream, as samples of 0 and 1.</summary>
internal static class LiveLogic
{
    /// <summary>The level between 0 and 1.</summary>
    private const double Level = 0.5;

    /// <summary>The longest capture of three and four channels, whose time stamps have 16 bits.</summary>
    private const double MaxSecondsOfMany = 0.262;

    /// <exception cref="RejectedException">Invalid.</exception>
    public static Func<Board, CancellationToken, Task<LiveFrame>> Prepare(LiveCapture capture)
    {
        var inputs = capture.Channels.Select(Find).ToList();
        var count = TriggeredPart.GetRecordedSamples(capture, int.MaxValue);
        var seconds = count * capture.Interval;
        var isMany = inputs.Count > 2;
        if (isMany && (inputs.Exists(i => i.Pin > 3) || seconds > MaxSecondsOfMany))
            throw RejectedException.Invalid(
                $"Three and four channels are LA1 to LA4, for at most {MaxSecondsOfMany} s, or half of that with a trigger.",
                "/channels"
            );
        var recorded = isMany ? [.. DigitalInput.All.Take(4)] : inputs;
        var settings = new LogicSettings([.. recorded.Select(i => new LogicChannel(i, Edge.Any))])
        {
            MaxEdgeSpacing = TimeSpan.FromSeconds(Math.Min(seconds, MaxSecondsOfMany)),
        };
        return async (board, ct) =>
        {
            var recording = await board.Logic.CaptureAsync(settings, TimeSpan.FromSeconds(seconds), ct);
            var traces = inputs.Select(input =>
            {
                var trace = recording.First(t => t.Input == input);
                return new LiveTrace(
                    input.Name,
                    "",
                    LevelSampling.Sample(trace.InitialLevel, trace.Times, count, capture.Interval),
                    trace.Times.Length >= LogicAnalyzer.MaxEvents,
                    Range: null
                );
            });
            var edge = capture.Trigger is { } trigger ? capture with { Trigger = trigger with { Level = Level } } : capture;
            return TriggeredPart.Cut(edge, capture.Interval, [.. traces]);
        };
    }

    private static DigitalInput Find(string name) =>
        DigitalInput.Find(name)
        ?? throw RejectedException.Invalid(
            $"There is no input {name}. Use {string.Join(", ", DigitalInput.All.Select(i => i.Name))}.",
            "/channels"
        );
}
