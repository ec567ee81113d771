using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Chooses the command that starts a recording of the logic analyser. See docs/reference/pslab-protocol.md#logic-analyser.
/// </summary>
internal static class LogicCapturePlan
{
    /// <summary>The tick in seconds by prescaler index.</summary>
    private static readonly double[] Ticks = [1 / Board.ClockHz, 8 / Board.ClockHz, 64 / Board.ClockHz, 256 / Board.ClockHz];

    /// <exception cref="BoardException">The board cannot record these settings.</exception>
    public static (CommandRequest Start, ActiveLogicCapture Recording) Create(LogicSettings settings)
    {
        var channels = settings.Channels;
        var trigger = settings.Trigger;
        if (channels.Count is < 1 or > 4)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{channels.Count} pins cannot be recorded at once. Use 1 to 4 pins.");
        if (trigger is { Edge: not (Edge.Rising or Edge.Falling) })
            throw new BoardException(BoardErrorKind.OutOfRange, "A recording can only be triggered by a rising or falling edge.");
        uint Mode(int i) => (uint)channels[i].Edge;
        uint PinOf(int i) => channels[i].Input.Pin;
        if (channels.Count == 1)
        {
            var triggerConfig = trigger is null ? 0 : (uint)(trigger.Input.Pin << 4) | (uint)trigger.Edge;
            return (
                Commands.StartAlternateOne.CreateRequest(LogicAnalyzer.MaxEvents, PinOf(0) << 4 | Mode(0), triggerConfig),
                new(channels, true, Ticks[0], 0) { MayBeginWithTrigger = trigger is not null }
            );
        }
        if (channels.Count == 2)
        {
            var triggerConfig = trigger is null ? 0 : (uint)(trigger.Input.Pin << 4) | (trigger.Edge == Edge.Falling ? 3u : 1u);
            return (
                Commands.StartTwo.CreateRequest(LogicAnalyzer.MaxEvents, triggerConfig, Mode(0) | Mode(1) << 4, PinOf(0) | PinOf(1) << 4),
                new(channels, true, Ticks[0], 0)
            );
        }
        if (channels.Where((c, i) => c.Input.Pin != i).Any())
            throw new BoardException(BoardErrorKind.OutOfRange, "Three or more pins must be LA1, LA2, LA3 and LA4, in this order.");
        if (settings.MaxEdgeSpacing > TimeSpan.FromMilliseconds(262))
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                "With three or more pins the time between edges can be at most 262 ms. Use one or two pins."
            );
        if (trigger is { Input.Pin: > 2 })
            throw new BoardException(BoardErrorKind.OutOfRange, "With three or more pins only LA1, LA2 and LA3 can trigger.");
        var index = settings.MaxEdgeSpacing.TotalMilliseconds switch
        {
            > 65.5 => 3u,
            > 8.19 => 2u,
            > 1.024 => 1u,
            _ => 0u,
        };
        // The firmware's command for three pins loses the mode of LA3, so four pins are recorded instead.
        var modes = Enumerable.Range(0, channels.Count).Aggregate(0u, (all, i) => all | Mode(i) << (4 * i));
        var start = trigger is null ? 0 : 1u | (trigger.Edge == Edge.Rising ? 2u : 0) | 4u << trigger.Input.Pin;
        return (
            Commands.StartFour.CreateRequest(LogicAnalyzer.MaxEvents, modes, index, start),
            new(channels, false, Ticks[index], index == 0 ? 2 : 0)
        );
    }
}
