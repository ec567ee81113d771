using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The logic analyser, the pulse counter and the frequency meters: timers with the 64 MHz clock that edges on pins stop or increment. Time
/// stamps go into the memory that the oscilloscope also uses. See docs/reference/pslab-protocol.md#timing-commands and
/// docs/reference/pslab-protocol.md#logic-analyser.
/// </summary>
internal sealed class EdgeRecorder(SimulationClock clock, SimulatedPins pins, SimulatedOutputs outputs, ushort[] buffer)
{
    private const uint Base = 0x10A2;

    /// <summary>
    /// The ticks from the edge that triggers to the start of the timers: by hardware for one channel, by an interrupt for others.
    /// </summary>
    private const long LatencyOfHardware = 4,
        LatencyOfInterrupt = 70;

    private static readonly string[] PinNames = ["LA1", "LA2", "LA3", "LA4", "RES", "EXT", "FRQ"];

    private readonly TimestampMemory _memory = new(buffer);
    private List<(EdgeChannel Channel, int[] Blocks)> _channels = [];
    private (EdgeDetector Pin, bool Rising)? _trigger;
    private long _start;
    private bool _usesSineChannels;
    private bool _isRecording,
        _keepsTriggerEdge;
    private uint _before;
    private EdgeDetector? _counted;
    private long _count;

    public void Advance(long now)
    {
        if (pins.Simulation.Stepped is not null)
            pins.Simulation.Advance(now);
        if (_counted is not null)
            _count += _counted.CountRises(now);
        if (_trigger is { } trigger)
        {
            var edge = trigger.Pin.NextEdge(now);
            while (edge is { } other && other.IsRise != trigger.Rising)
                edge = trigger.Pin.NextEdge(now);
            if (edge is not { } first)
                return;
            _trigger = null;
            if (_keepsTriggerEdge)
                StartChannels(first.Tick + LatencyOfHardware, first.Tick - 1);
            else
                StartChannels(first.Tick + LatencyOfInterrupt, first.Tick + LatencyOfInterrupt);
        }
        if (!_isRecording)
            return;
        foreach (var (channel, _) in _channels)
            channel.Advance(now);
    }

    /// <summary>
    /// trigger: upper half pin, lower half edge mode; mode 0 starts immediately. The edge that triggers is an event too, at time 0.
    /// </summary>
    public CommandReply StartAlternate(FieldValues a)
    {
        var mode = a["trigger"] & 15;
        return Start(
            [(a["config"] >> 4, a["config"] & 15)],
            mode == 0 ? null : (GetPinName(a["trigger"] >> 4), mode != 2),
            Store32Bit(a["events"]),
            false,
            keepsTriggerEdge: true
        );
    }

    public CommandReply StartOne(FieldValues a) =>
        Start([(a["config"] >> 4, a["config"] & 15)], ParseTrigger(a["trigger"]), Store32Bit(a["events"]), false);

    public CommandReply StartTwo(FieldValues a)
    {
        outputs.StopSine(0);
        outputs.StopSine(1);
        return Start(
            [(a["pins"] & 15, a["modes"] & 15), (a["pins"] >> 4, a["modes"] >> 4)],
            ParseTrigger(a["trigger"]),
            Store32Bit(a["events"]),
            true
        );
    }

    /// <summary>
    /// The firmware only keeps 8 bits of the modes, so the third channel records nothing. It uses the DMA channel of SI1.
    /// </summary>
    public CommandReply StartThree(FieldValues a)
    {
        outputs.StopSine(0);
        var modes = a["modes"] & 0xFF;
        return Start([(0, modes & 15), (1, modes >> 4), (2, 0)], ParseTriggerMask(a["trigger"]), Store16Bit(a["events"], 1), true);
    }

    public CommandReply StartFour(FieldValues a)
    {
        outputs.StopSine(0);
        outputs.StopSine(1);
        outputs.ReleaseSecondTimer();
        var modes = a["modes"];
        return Start(
            [(0, modes & 15), (1, modes >> 4 & 15), (2, modes >> 8 & 15), (3, modes >> 12)],
            ParseTriggerMask(a["trigger"]),
            Store16Bit(a["events"], (int)WaveformOutput.PrescalerFactor((int)Math.Min(a["prescaler"], 3))),
            true
        );
    }

    public CommandReply Stop()
    {
        StopRecording();
        if (_counted is null)
            pins.Watch(clock.Now, []);
        return Replies.Ok;
    }

    /// <summary>A sine that starts takes its DMA channel from a recording that uses it.</summary>
    public void OnSineStarted()
    {
        if (_usesSineChannels)
            StopRecording();
    }

    /// <summary>The pointer of a full channel is back at the start of its block, like that of a channel without events.</summary>
    public CommandReply InitialStates()
    {
        var pointers = Enumerable
            .Range(0, 4)
            .Select(block => Base + 2 * (uint)(block * TimestampMemory.Block + GetEventCount(block)))
            .ToArray();
        return Replies.With(
            new FieldValues().Add("base", Base).Add("pointers", pointers).Add("before", _before).Add("after", GetLevels(clock.Now))
        );
    }

    public CommandReply FetchInt(FieldValues a) => Replies.With(new FieldValues().Add("times", _memory.Read16Bit(a)));

    public CommandReply FetchLong(FieldValues a) => Replies.With(new FieldValues().Add("times", _memory.Read32Bit(a)));

    public CommandReply StartCounting(FieldValues a)
    {
        outputs.ReleaseSecondTimer();
        var now = clock.Now;
        StopRecording();
        pins.Watch(now, [GetPinName(a["pin"])]);
        _counted = Follow(GetPinName(a["pin"]), now);
        _count = 0;
        return Replies.Ok;
    }

    public CommandReply FetchCount() => Replies.With("pulses", (uint)(_count & 0xFFFF));

    /// <summary>Waits for 16 periods, at most for the given time in units of 65,536 ticks.</summary>
    public CommandReply MeasureFrequency(FieldValues a)
    {
        var start = clock.Now;
        var deadline = start + a["timeout"] * 65_536L;
        StopRecording();
        _counted = null;
        var times = new long[2];
        pins.Watch(start, [GetPinName(a["pin"])]);
        var channel = new EdgeChannel(Follow(GetPinName(a["pin"]), start), 5, (i, tick) =>
        {
            times[i] = tick - start;
            return i == 0;
        });
        while (!channel.IsFull && clock.Now < deadline)
        {
            clock.BusyFor(Math.Min(TickClock.TicksPerSecond / 2000, deadline - clock.Now));
            pins.Simulation.Advance(clock.Now);
            channel.Advance(clock.Now);
        }
        var found = channel.IsFull;
        return Replies.With(
            new FieldValues().Add("error", found ? 0u : 1).Add("start", found ? (uint)times[0] : 0).Add("end", found ? (uint)times[1] : 0)
        );
    }

    public CommandReply MeasureHighFrequency(FieldValues a)
    {
        const long Tenth = TickClock.TicksPerSecond / 10;
        StopRecording();
        _counted = null;
        var start = clock.Now;
        pins.Watch(start, [GetPinName(a["pin"])]);
        clock.BusyFor(Tenth);
        pins.Simulation.Advance(start + Tenth);
        return Replies.With(
            new FieldValues().Add("scale", 1).Add("count", (uint)pins.GetSignal(GetPinName(a["pin"])).CountRises(start, start + Tenth))
        );
    }

    public uint GetLevels(long now)
    {
        var states = 0u;
        for (var i = 0; i < 4; i++)
            if (pins.GetLevel(PinNames[i], now))
                states |= 1u << i;
        return states;
    }

    private CommandReply Start(
        (uint Pin, uint Mode)[] channels,
        (string Pin, bool Rising)? trigger,
        Func<int, Func<int, long, bool>> store,
        bool usesSines,
        bool keepsTriggerEdge = false
    )
    {
        var now = clock.Now;
        _isRecording = true;
        _usesSineChannels = usesSines;
        _keepsTriggerEdge = keepsTriggerEdge;
        _counted = null;
        var is32Bit = channels.Length < 3;
        pins.Watch(now, channels.Select(c => GetPinName(c.Pin)).Concat(trigger is { } t ? [t.Pin] : []));
        _channels =
        [
            .. channels.Select(
                (c, i) => (new EdgeChannel(Follow(GetPinName(c.Pin), now), c.Mode, store(i)), is32Bit ? new[] { 2 * i, 2 * i + 1 } : [i])
            ),
        ];
        _trigger = trigger is { } newTrigger ? (Follow(newTrigger.Pin, now), newTrigger.Rising) : null;
        if (trigger is null)
            StartChannels(now, now);
        return Replies.Ok;
    }

    /// <summary>Stops the channels. Their pointers keep the number of events until the next start.</summary>
    private void StopRecording()
    {
        _isRecording = false;
        _trigger = null;
    }

    private void StartChannels(long start, long from)
    {
        _start = start;
        _before = GetLevels(start);
        foreach (var (channel, _) in _channels)
            channel.Start(from);
    }

    private EdgeDetector Follow(string pin, long now)
    {
        var detector = new EdgeDetector(pins, pin);
        detector.Start(now);
        return detector;
    }

    /// <summary>Stores 32-bit time stamps. The edge that triggered came before the timers' start and has the time 0.</summary>
    private Func<int, Func<int, long, bool>> Store32Bit(uint events) =>
        channel => (index, tick) => _memory.Write32Bit(channel, index, Math.Max(0, tick - _start), events);

    /// <summary>
    /// Stores 16-bit time stamps. The channels' timers start 2 ticks after each other, which is visible without a prescaler.
    /// </summary>
    private Func<int, Func<int, long, bool>> Store16Bit(uint events, int prescaler) =>
        channel =>
            (index, tick) =>
                _memory.Write16Bit(channel, index, prescaler == 1 ? tick - _start - 2 * channel : (tick - _start) / prescaler, events);

    private int GetEventCount(int block)
    {
        foreach (var (channel, blocks) in _channels)
            if (blocks.Contains(block))
                return channel.IsFull ? 0 : channel.Events;
        return 0;
    }

    private static string GetPinName(uint pin) => pin < PinNames.Length ? PinNames[pin] : "";

    private static (string, bool)? ParseTrigger(uint trigger) => (trigger & 1) == 0 ? null : (GetPinName(trigger >> 4), (trigger & 2) == 0);

    private static (string, bool)? ParseTriggerMask(uint trigger) =>
        (trigger & 1) == 0 || (trigger >> 2 & 15) == 0
            ? null
            : (PinNames[System.Numerics.BitOperations.TrailingZeroCount(trigger >> 2 & 15)], (trigger & 2) != 0);
}
