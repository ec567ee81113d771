namespace OpenEvent.PSLab.Virtual;

/// <summary>The pins with the circuit connected to them: voltages for the converter, digital signals for the logic analyser.</summary>
internal sealed class SimulatedPins
{
    private const double Threshold = 1.65;

    private readonly Dictionary<string, EdgeLog> _watched = new(StringComparer.Ordinal);
    private readonly SimulatedOutputs _outputs;

    public SimulatedPins(Circuit circuit, SimulatedOutputs outputs)
    {
        _outputs = outputs;
        Simulation = new CircuitSimulation(circuit, outputs);
    }

    public CircuitSimulation Simulation { get; private set; }

    /// <summary>Connects another circuit. Its capacitors are empty, and the edges that were watched are forgotten.</summary>
    public void Rewire(Circuit circuit)
    {
        _watched.Clear();
        Simulation = new CircuitSimulation(circuit, _outputs);
    }

    /// <summary>
    /// The voltage on a pin. Simulated pins cannot go back in time: <paramref name="tick"/> must not be before an earlier call.
    /// </summary>
    public double GetVolts(string pin, long tick)
    {
        if (Simulation.FindDriver(pin) is null)
            Simulation.Advance(tick);
        return Simulation.GetVolts(pin, tick);
    }

    /// <summary>Changes what drives the circuit at <paramref name="tick"/>.</summary>
    public void Change(long tick, Action change)
    {
        Simulation.Advance(tick);
        change();
        Simulation.Restart();
    }

    public bool GetLevel(string pin, long tick) =>
        Simulation.FindDriver(pin) switch
        {
            null when Simulation.IsOpen(pin) => false,
            null when _watched.TryGetValue(pin, out var log) => log.Level(tick),
            null => GetVolts(pin, tick) > Threshold,
            _ => GetSignal(pin).Level(tick),
        };

    /// <summary>The signal on a pin: exact if the pin is wired to an output, else the edges recorded since <see cref="Watch"/>.</summary>
    public DigitalSignal GetSignal(string pin)
    {
        if (_watched.TryGetValue(pin, out var log))
            return log;
        return Simulation.FindDriver(pin) switch
        {
            "SI1" => _outputs.Waveforms[0].CreateThresholdSignal(Threshold),
            "SI2" => _outputs.Waveforms[1].CreateThresholdSignal(Threshold),
            ['S', 'Q', var digit] => _outputs.GetPinSignal(digit - '1'),
            { } name when _outputs.FindBusLine(name) is { } line => line,
            { } constant => Virtual.DigitalSignal.Constant(_outputs.Mean(constant) > Threshold),
            null => Virtual.DigitalSignal.Low,
        };
    }

    /// <summary>Starts recording the edges on those of these pins whose edges only the simulation can find.</summary>
    public void Watch(long tick, IEnumerable<string> pins)
    {
        Simulation.Advance(tick);
        _watched.Clear();
        foreach (var pin in pins.Where(p => Simulation.FindDriver(p) is null && !Simulation.IsOpen(p)))
            _watched[pin] = new EdgeLog(Simulation.GetVolts(pin, tick) > Threshold);
        Simulation.Stepped = _watched.Count == 0 ? null : RecordEdges;
    }

    private void RecordEdges(double tick)
    {
        foreach (var (pin, log) in _watched)
            log.Record((long)tick, Simulation.GetVolts(pin, tick));
    }

    /// <summary>The edges of a simulated node, accurate to one step of the simulation, with the hysteresis of a digital input.</summary>
    private sealed class EdgeLog(bool level) : DigitalSignal
    {
        private readonly bool _first = level;
        private const int MaxEdges = 1 << 18;
        private readonly List<long> _edges = [];
        private bool _isHigh = level;

        public void Record(long tick, double volts)
        {
            if (_isHigh ? volts > 1.4 : volts < 1.9)
                return;
            if (_edges.Count == MaxEdges)
                _edges.RemoveRange(0, MaxEdges / 2); // an even number, so the level before the first edge stays the same
            _isHigh = !_isHigh;
            _edges.Add(tick);
        }

        public override bool Level(long tick) => _first ^ (Index(tick) % 2 != 0);

        public override long NextEdge(long tick) => Index(tick) is var index && index < _edges.Count ? _edges[index] : Never;

        /// <summary>The number of edges up to the tick.</summary>
        private int Index(long tick) => _edges.BinarySearch(tick) is var found && found >= 0 ? found + 1 : ~found;
    }
}
