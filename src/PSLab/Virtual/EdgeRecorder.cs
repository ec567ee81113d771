using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The logic analyser, the pulse counter and the frequency meters: timers of the 64 MHz clock that edges on pins stop or count. Time stamps go into the
/// memory that the oscilloscope uses too (protocol.md §4.8, §10).
/// </summary>
internal sealed class EdgeRecorder(BoardClock clock, Pins pins, Outputs outputs, ushort[] buffer)
{
    private const int Block = 2500;
    private const uint Base = 0x10A2;

    private static readonly string[] Names = ["LA1", "LA2", "LA3", "LA4", "RES", "EXT", "FRQ"];

    private List<(EdgeChannel Channel, int[] Blocks)> _channels = [];
    private (PinFollower Pin, bool Rising)? _trigger;
    private long _start;
    private bool _usesSineChannels;
    private uint _before;
    private PinFollower? _counted;
    private long _count;

    public void Advance(long now)
    {
        if (pins.Simulation.Stepped is not null)
            pins.Simulation.Advance(now);
        if (_counted is not null)
            _count += _counted.Rises(now);
        if (_trigger is { } trigger)
        {
            var edge = trigger.Pin.Next(now);
            while (edge is { } other && other.IsRise != trigger.Rising)
                edge = trigger.Pin.Next(now);
            if (edge is not { } first)
                return;
            _trigger = null;
            Begin(first.Tick);
        }
        foreach (var (channel, _) in _channels)
            channel.Advance(now);
    }

    /// <summary>trigger: pin in the upper half, an edge mode in the lower one; mode 0 starts at once.</summary>
    public Reply StartAlternate(Values a)
    {
        var mode = a["trigger"] & 15;
        return Start(
            [(a["config"] >> 4, a["config"] & 15)],
            mode == 0 ? null : (Name(a["trigger"] >> 4), mode != 2),
            Wide(a["events"]),
            false
        );
    }

    public Reply StartOne(Values a) => Start([(a["config"] >> 4, a["config"] & 15)], Enabled(a["trigger"]), Wide(a["events"]), false);

    public Reply StartTwo(Values a)
    {
        outputs.StopSine(0);
        outputs.StopSine(1);
        return Start(
            [(a["pins"] & 15, a["modes"] & 15), (a["pins"] >> 4, a["modes"] >> 4)],
            Enabled(a["trigger"]),
            Wide(a["events"]),
            true
        );
    }

    /// <summary>The firmware keeps 8 bits of the modes, so the third channel records nothing. Its DMA channel is SI1's.</summary>
    public Reply StartThree(Values a)
    {
        outputs.StopSine(0);
        var modes = a["modes"] & 0xFF;
        return Start([(0, modes & 15), (1, modes >> 4), (2, 0)], Masked(a["trigger"]), Narrow(a["events"], 1), true);
    }

    public Reply StartFour(Values a)
    {
        outputs.StopSine(0);
        outputs.StopSine(1);
        outputs.ReleaseSecondTimer();
        var modes = a["modes"];
        return Start(
            [(0, modes & 15), (1, modes >> 4 & 15), (2, modes >> 8 & 15), (3, modes >> 12)],
            Masked(a["trigger"]),
            Narrow(
                a["events"],
                a["prescaler"] switch
                {
                    0 => 1,
                    1 => 8,
                    2 => 64,
                    _ => 256,
                }
            ),
            true
        );
    }

    public Reply Stop()
    {
        (_channels, _trigger) = ([], null);
        if (_counted is null)
            pins.Watch(clock.Now, []);
        return Replies.Ok;
    }

    /// <summary>A sine that starts takes its DMA channel from a recording that needs it.</summary>
    public void SineStarts()
    {
        if (_usesSineChannels)
            (_channels, _trigger) = ([], null);
    }

    /// <summary>A channel that has filled its block shows its beginning again, as one that has not begun does.</summary>
    public Reply InitialStates()
    {
        var pointers = Enumerable.Range(0, 4).Select(block => Base + 2 * (uint)(block * Block + Written(block))).ToArray();
        return Replies.With(
            new Values().Add("base", Base).Add("pointers", pointers).Add("before", _before).Add("after", States(clock.Now))
        );
    }

    public Reply FetchInt(Values a) =>
        Replies.With(new Values().Add("times", [.. Enumerable.Range(0, (int)a["count"]).Select(i => Word(i + (int)a["channel"] * Block))]));

    public Reply FetchLong(Values a) =>
        Replies.With(
            new Values().Add(
                "times",
                [
                    .. Enumerable
                        .Range(0, (int)a["count"])
                        .Select(i => Word(i + 2 * (int)a["channel"] * Block) | Word(i + (2 * (int)a["channel"] + 1) * Block) << 16),
                ]
            )
        );

    public Reply StartCounting(Values a)
    {
        outputs.ReleaseSecondTimer();
        var now = clock.Now;
        (_channels, _trigger) = ([], null);
        pins.Watch(now, [Name(a["pin"])]);
        (_counted, _count) = (Follow(Name(a["pin"]), now), 0);
        return Replies.Ok;
    }

    public Reply FetchCount() => Replies.With("pulses", (uint)(_count & 0xFFFF));

    /// <summary>Waits for 16 periods, at most for the given time (in 65,536 ticks).</summary>
    public Reply Frequency(Values a)
    {
        var start = clock.Now;
        var deadline = start + a["timeout"] * 65_536L;
        (_channels, _trigger, _counted) = ([], null, null);
        var times = new long[2];
        pins.Watch(start, [Name(a["pin"])]);
        var channel = new EdgeChannel(Follow(Name(a["pin"]), start), 5, (i, tick) =>
        {
            times[i] = tick - start;
            return i == 0;
        });
        while (!channel.IsFull && clock.Now < deadline)
        {
            clock.Work(Math.Min(DeviceClock.TicksPerSecond / 2000, deadline - clock.Now));
            pins.Simulation.Advance(clock.Now);
            channel.Advance(clock.Now);
        }
        var found = channel.IsFull;
        return Replies.With(
            new Values().Add("error", found ? 0u : 1).Add("start", found ? (uint)times[0] : 0).Add("end", found ? (uint)times[1] : 0)
        );
    }

    public Reply HighFrequency(Values a)
    {
        const long Tenth = DeviceClock.TicksPerSecond / 10;
        (_channels, _trigger, _counted) = ([], null, null);
        var start = clock.Now;
        pins.Watch(start, [Name(a["pin"])]);
        clock.Work(Tenth);
        pins.Simulation.Advance(start + Tenth);
        return Replies.With(new Values().Add("scale", 1).Add("count", (uint)pins.Signal(Name(a["pin"])).Rises(start, start + Tenth)));
    }

    public uint States(long now)
    {
        var states = 0u;
        for (var i = 0; i < 4; i++)
            if (pins.Level(Names[i], now))
                states |= 1u << i;
        return states;
    }

    private Reply Start(
        (uint Pin, uint Mode)[] channels,
        (string Pin, bool Rising)? trigger,
        Func<int, Func<int, long, bool>> store,
        bool usesSines
    )
    {
        var now = clock.Now;
        (_usesSineChannels, _counted) = (usesSines, null);
        var wide = channels.Length < 3;
        pins.Watch(now, channels.Select(c => Name(c.Pin)).Concat(trigger is { } t ? [t.Pin] : []));
        _channels =
        [
            .. channels.Select(
                (c, i) => (new EdgeChannel(Follow(Name(c.Pin), now), c.Mode, store(i)), wide ? new[] { 2 * i, 2 * i + 1 } : [i])
            ),
        ];
        _trigger = trigger is { } wanted ? (Follow(wanted.Pin, now), wanted.Rising) : null;
        if (trigger is null)
            Begin(now);
        return Replies.Ok;
    }

    private void Begin(long start)
    {
        _start = start;
        _before = States(start);
        foreach (var (channel, _) in _channels)
            channel.Begin(start);
    }

    private PinFollower Follow(string pin, long now)
    {
        var follower = new PinFollower(pins, pin);
        follower.Begin(now);
        return follower;
    }

    /// <summary>32-bit time stamps: low words in one block, high words in the next.</summary>
    private Func<int, Func<int, long, bool>> Wide(uint events) =>
        channel =>
            (index, tick) =>
            {
                if (index >= Math.Min(events, Block))
                    return false;
                var time = (uint)(tick - _start);
                buffer[2 * channel * Block + index] = (ushort)time;
                buffer[(2 * channel + 1) * Block + index] = (ushort)(time >> 16);
                return index + 1 < Math.Min(events, Block);
            };

    /// <summary>16-bit time stamps. The channels' timers start one after the other, 2 ticks apart, which shows without prescaler.</summary>
    private Func<int, Func<int, long, bool>> Narrow(uint events, int prescaler) =>
        channel =>
            (index, tick) =>
            {
                if (index >= Math.Min(events, Block))
                    return false;
                buffer[channel * Block + index] = (ushort)(prescaler == 1 ? tick - _start - 2 * channel : (tick - _start) / prescaler);
                return index + 1 < Math.Min(events, Block);
            };

    private int Written(int block)
    {
        foreach (var (channel, blocks) in _channels)
            if (blocks.Contains(block))
                return channel.IsFull ? 0 : channel.Events;
        return 0;
    }

    private uint Word(int index) => index < buffer.Length ? buffer[index] : 0u;

    private static string Name(uint pin) => pin < Names.Length ? Names[pin] : "";

    private static (string, bool)? Enabled(uint trigger) => (trigger & 1) == 0 ? null : (Name(trigger >> 4), (trigger & 2) == 0);

    private static (string, bool)? Masked(uint trigger) =>
        (trigger & 1) == 0 || (trigger >> 2 & 15) == 0
            ? null
            : (Names[System.Numerics.BitOperations.TrailingZeroCount(trigger >> 2 & 15)], (trigger & 2) != 0);
}
