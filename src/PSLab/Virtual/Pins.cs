namespace OpenEvent.PSLab.Virtual;

/// <summary>The board's pins as they are connected: voltages for the converter, signals for the logic analyser.</summary>
internal sealed class Pins
{
    private const double Threshold = 1.65;

    private readonly Dictionary<string, EdgeLog> _watched = new(StringComparer.Ordinal);
    private readonly Outputs _outputs;

    public Pins(Circuit circuit, Outputs outputs)
    {
        _outputs = outputs;
        Simulation = new Simulation(circuit, outputs);
    }

    public Simulation Simulation { get; }

    /// <summary>The voltage on a pin. Time only goes forward: a pin that needs the simulation must not be asked for a moment that has passed.</summary>
    public double Volts(string pin, long tick)
    {
        if (Simulation.Driver(pin) is null)
            Simulation.Advance(tick);
        return Simulation.Volts(pin, tick);
    }

    /// <summary>What drives the circuit changes at <paramref name="tick"/>.</summary>
    public void Change(long tick, Action change)
    {
        Simulation.Advance(tick);
        change();
        Simulation.Restart();
    }

    public bool Level(string pin, long tick) =>
        Simulation.Driver(pin) switch
        {
            null when Simulation.IsOpen(pin) => false,
            null when _watched.TryGetValue(pin, out var log) => log.Level(tick),
            null => Volts(pin, tick) > Threshold,
            _ => Signal(pin).Level(tick),
        };

    /// <summary>The signal on a pin: exact where an output is wired to it, otherwise the edges seen since <see cref="Watch"/>.</summary>
    public Signal Signal(string pin)
    {
        if (_watched.TryGetValue(pin, out var log))
            return log;
        return Simulation.Driver(pin) switch
        {
            "SI1" => _outputs.Sines[0].Threshold(Threshold),
            "SI2" => _outputs.Sines[1].Threshold(Threshold),
            ['S', 'Q', var digit] => _outputs.Pin(digit - '1'),
            { } constant => Virtual.Signal.At(_outputs.Mean(constant) > Threshold),
            null => Virtual.Signal.Low,
        };
    }

    /// <summary>From now on edges on these pins are recorded, where they can only be found by simulation.</summary>
    public void Watch(long tick, IEnumerable<string> pins)
    {
        Simulation.Advance(tick);
        _watched.Clear();
        foreach (var pin in pins.Where(p => Simulation.Driver(p) is null && !Simulation.IsOpen(p)))
            _watched[pin] = new EdgeLog(Simulation.Volts(pin, tick) > Threshold);
        Simulation.Stepped = _watched.Count == 0 ? null : Look;
    }

    private void Look(double tick)
    {
        foreach (var (pin, log) in _watched)
            log.See((long)tick, Simulation.Volts(pin, tick));
    }

    /// <summary>Edges of a node of the circuit, to within one step of the simulation, with the hysteresis of a digital input.</summary>
    private sealed class EdgeLog(bool level) : Signal
    {
        private readonly bool _first = level;
        private const int Longest = 1 << 18;
        private readonly List<long> _edges = [];
        private bool _isHigh = level;

        public void See(long tick, double volts)
        {
            if (_isHigh ? volts > 1.4 : volts < 1.9)
                return;
            if (_edges.Count == Longest)
                _edges.RemoveRange(0, Longest / 2); // an even number: the level before the first stays the same
            _isHigh = !_isHigh;
            _edges.Add(tick);
        }

        public override bool Level(long tick) => _first ^ (Index(tick) % 2 != 0);

        public override long Next(long tick) => Index(tick) is var index && index < _edges.Count ? _edges[index] : Never;

        /// <summary>How many edges there are up to the tick.</summary>
        private int Index(long tick) => _edges.BinarySearch(tick) is var found && found >= 0 ? found + 1 : ~found;
    }
}
