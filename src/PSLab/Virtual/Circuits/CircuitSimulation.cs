namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Simulates a <see cref="Circuit"/> over time with the method TR-BDF2 (a trapezoidal step, then a backward one; Bank et al. 1985). It is
/// of second order, does not oscillate at steep edges, and does not damp the oscillation of LC circuits.
/// </summary>
internal sealed class CircuitSimulation
{
    /// <summary>1 − √2/2. With this value both stages have the same matrix.</summary>
    private const double Alpha = 0.29289321881345248;
    private const double Gamma = 2 * Alpha;
    private const double MiddleWeight = 1 / (Gamma * (2 - Gamma));
    private const double StartWeight = (1 - Gamma) * (1 - Gamma) / (Gamma * (2 - Gamma));

    private readonly CircuitEquations _circuit;
    private readonly IVoltageSource _voltageSource;
    private readonly LinearSystem _equations;
    private readonly Coefficient[] _g,
        _c,
        _drivenG,
        _drivenC;
    private readonly double[] _x,
        _rate,
        _charge,
        _middle,
        _right,
        _next,
        _guess,
        _drivenVolts;
    private readonly string[] _driven;
    private readonly int[] _active;
    private readonly double _step,
        _settlingTicks;
    private readonly List<CurrentSource> _sources = [];

    // 10 kΩ to a supply rail, and the load of the converter: 1.1 MΩ in a recording of a board that samples 1 nF.
    private readonly RailSwitch[] _capSwitches;
    private double _factoredStep = double.NaN;
    private double _now;

    public CircuitSimulation(Circuit circuit, IVoltageSource voltageSource)
    {
        _circuit = new CircuitEquations(circuit);
        _voltageSource = voltageSource;
        _equations = new LinearSystem(_circuit.Size);
        _g = Coefficient.FromMatrix(_circuit.G);
        _c = Coefficient.FromMatrix(_circuit.C);
        _drivenG = Coefficient.FromMatrix(_circuit.DrivenG);
        _drivenC = Coefficient.FromMatrix(_circuit.DrivenC);
        _x = new double[_circuit.Size];
        _rate = new double[_circuit.Size];
        _charge = new double[_circuit.Size];
        _middle = new double[_circuit.Size];
        _right = new double[_circuit.Size];
        _next = new double[_circuit.Size];
        _guess = new double[_circuit.Size];
        _drivenVolts = new double[_circuit.DrivenCount];
        _driven = CircuitEquations.DrivenPins;
        _active = [.. Enumerable.Range(0, _circuit.DrivenCount).Where(_circuit.AffectsCircuit)];
        _step = TickClock.ToTicks(circuit.Step);
        _settlingTicks = TickClock.ToTicks(circuit.SettlingTime);
        var cap = _circuit.GetTerminal("CAP").Index;
        _capSwitches = [new RailSwitch(cap, 10_000), new RailSwitch(cap, 1.1e6)];
        if (_circuit.IsConnected("PCS"))
            _sources.Add(new CurrentSource("PCS", _circuit.GetTerminal("PCS"), 3.3, 1000));
        Restart();
    }

    /// <summary>Called with the tick after each small step, to watch nodes between two reads.</summary>
    public Action<double>? Stepped { get; set; }

    /// <summary>The driven pin that a pin is wired to, or null. The signal of such a pin is known exactly.</summary>
    public string? FindDriver(string pin) => _circuit.FindDriver(pin);

    public bool IsOpen(string pin) => !_circuit.IsConnected(pin);

    /// <summary>Feeds a current into a pin, limited by a supply of 3.3 V in series with <paramref name="ohms"/>.</summary>
    public void InjectCurrent(string pin, double amperes, double ohms)
    {
        if (!_circuit.IsConnected(pin) || _circuit.GetTerminal(pin).IsDriven)
            return;
        var source = _sources.Find(s => s.Pin == pin);
        if (source is null)
            _sources.Add(source = new CurrentSource(pin, _circuit.GetTerminal(pin), 3.3, ohms));
        source.Amperes = amperes;
        Restart();
    }

    /// <summary>Connects CAP to a supply rail through 10 kΩ, or disconnects it.</summary>
    public void SetCapDrive(double? volts) => SetCapSwitch(_capSwitches[0], volts);

    public void SetCapLoad(bool isConnected) => SetCapSwitch(_capSwitches[1], isConnected ? 0 : null);

    /// <summary>Continues after the sources of the circuit changed suddenly.</summary>
    public void Restart()
    {
        UpdateDrivenVoltages(_now, false);
        ComputeRate(_x, _rate);
    }

    /// <summary>The voltage of a pin at the current time of the simulation, or for driven pins at <paramref name="tick"/>.</summary>
    public double GetVolts(string pin, double tick)
    {
        if (!_circuit.IsConnected(pin))
            return 0;
        var at = _circuit.GetTerminal(pin);
        if (!at.IsDriven)
            return _x[at.Index];
        return at.Index < _driven.Length ? _voltageSource.Volts(_driven[at.Index], tick) : GetToneVolts(at.Index - _driven.Length, tick);
    }

    /// <summary>
    /// Simulates up to the tick. It uses small steps for the settling time of the circuit, or for one second while a node is watched, and
    /// growing steps before that.
    /// </summary>
    public void Advance(double tick)
    {
        var settling = Stepped is null ? _settlingTicks : TickClock.TicksPerSecond;
        if (tick - _now > settling + 60 * _step)
            AdvanceCoarsely(tick - settling);
        var length = tick - _now;
        if (length <= 0)
            return;
        var steps = Math.Ceiling(length / _step);
        for (var i = 0; i < steps; i++)
        {
            Step(length / steps, false);
            Stepped?.Invoke(_now);
        }
        _now = tick;
    }

    private void AdvanceCoarsely(double until)
    {
        for (var h = _step; _now < until; h *= 1.25)
            Step(Math.Min(h, until - _now), true);
        _now = until;
    }

    private void Step(double ticks, bool useMeans)
    {
        var h = ticks / TickClock.TicksPerSecond;
        ComputeCharge(_x, _charge);
        // _rate is C·x' at the end of the last step. For rows without capacitance it is zero, also when a source jumps.
        for (var i = 0; i < _right.Length; i++)
            _right[i] = _charge[i] + Alpha * h * _rate[i];
        UpdateDrivenVoltages(_now + Gamma * ticks, useMeans);
        _x.CopyTo(_next, 0);
        SolveImplicit(h, _next);
        ComputeCharge(_next, _middle);
        for (var i = 0; i < _right.Length; i++)
            _right[i] = MiddleWeight * _middle[i] - StartWeight * _charge[i];
        _now += ticks;
        UpdateDrivenVoltages(_now, useMeans);
        SolveImplicit(h, _next);
        _next.CopyTo(_x, 0);
        ComputeRate(_x, _rate);
    }

    /// <summary>Solves C·x − α·h·f(x) = right for x by Newton's method. Linear circuits need one iteration.</summary>
    private void SolveImplicit(double h, double[] x)
    {
        var isNonlinear = _circuit.Diodes.Count > 0 || _sources.Exists(s => s.Amperes > 0);
        var size = x.Length;
        for (var iteration = 0; iteration < (isNonlinear ? 40 : 1); iteration++)
        {
            if (isNonlinear || _factoredStep != h)
            {
                for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    _equations[i, j] = _circuit.C[i, j] + Alpha * h * (_circuit.G[i, j] + GetSlope(i, j, x));
                _equations.Factor();
                _factoredStep = isNonlinear ? double.NaN : h;
            }
            ComputeRate(x, _guess);
            ComputeResidual(h, x);
            _equations.Solve(_guess);
            var change = 0.0;
            var limit = _circuit.Diodes.Count > 0 ? GetDamping(x) : 1;
            for (var i = 0; i < size; i++)
            {
                x[i] += limit * _guess[i];
                change = Math.Max(change, Math.Abs(_guess[i]));
            }
            if (change < 1e-7 && limit == 1)
                return;
        }
    }

    /// <summary>
    /// Turns the rate in <see cref="_guess"/> into the right side of Newton's equation: right − C·x − C_driven·v + α·h·f.
    /// </summary>
    private void ComputeResidual(double h, double[] x)
    {
        for (var i = 0; i < x.Length; i++)
            _guess[i] = _right[i] + Alpha * h * _guess[i];
        foreach (var e in _c)
            _guess[e.Row] -= e.Value * x[e.Column];
        foreach (var e in _drivenC)
            _guess[e.Row] -= e.Value * _drivenVolts[e.Column];
    }

    private void ComputeCharge(double[] x, double[] charge)
    {
        Array.Clear(charge);
        foreach (var e in _c)
            charge[e.Row] += e.Value * x[e.Column];
        foreach (var e in _drivenC)
            charge[e.Row] += e.Value * _drivenVolts[e.Column];
    }

    private void ComputeRate(double[] x, double[] rate)
    {
        Array.Clear(rate);
        foreach (var e in _g)
            rate[e.Row] -= e.Value * x[e.Column];
        foreach (var e in _drivenG)
            rate[e.Row] -= e.Value * _drivenVolts[e.Column];
        foreach (var capSwitch in _capSwitches)
            rate[capSwitch.Node] += capSwitch.Current(x[capSwitch.Node]);
        foreach (var source in _sources)
            rate[source.At.Index] += source.Current(x[source.At.Index]);
        foreach (var diode in _circuit.Diodes)
        {
            var current = diode.Saturation * (Math.Exp(Math.Min(GetDiodeVolts(diode, x) / diode.Thermal, 200)) - 1);
            if (!diode.Anode.IsDriven)
                rate[diode.Anode.Index] -= current;
            if (!diode.Cathode.IsDriven)
                rate[diode.Cathode.Index] += current;
        }
    }

    private double GetSlope(int row, int column, double[] x)
    {
        var sum = 0.0;
        if (row == column)
        {
            foreach (var capSwitch in _capSwitches)
                if (capSwitch.Node == row)
                    sum += capSwitch.Slope;
            foreach (var source in _sources)
                if (source.At.Index == row)
                    sum += source.Slope(x[row]);
        }
        foreach (var diode in _circuit.Diodes)
        {
            var anode = diode.Anode.IsDriven ? -1 : diode.Anode.Index;
            var cathode = diode.Cathode.IsDriven ? -1 : diode.Cathode.Index;
            if ((row != anode && row != cathode) || (column != anode && column != cathode))
                continue;
            var slope = diode.Saturation / diode.Thermal * Math.Exp(Math.Min(GetDiodeVolts(diode, x) / diode.Thermal, 200));
            sum += row == column ? slope : -slope;
        }
        return sum;
    }

    /// <summary>Limits the voltage change of conducting diodes to 0.1 V for each iteration, because their current is exponential.</summary>
    private double GetDamping(double[] x)
    {
        var limit = 1.0;
        foreach (var diode in _circuit.Diodes)
        {
            var move = (diode.Anode.IsDriven ? 0 : _guess[diode.Anode.Index]) - (diode.Cathode.IsDriven ? 0 : _guess[diode.Cathode.Index]);
            var after = GetDiodeVolts(diode, x) + move;
            if (after > 0.4 && move > 0.1)
                limit = Math.Min(limit, Math.Max(0.1, 0.4 - GetDiodeVolts(diode, x)) / move);
        }
        return limit;
    }

    private double GetDiodeVolts(
        (CircuitEquations.Terminal Anode, CircuitEquations.Terminal Cathode, double Saturation, double Thermal) diode,
        double[] x
    ) =>
        (diode.Anode.IsDriven ? _drivenVolts[diode.Anode.Index] : x[diode.Anode.Index])
        - (diode.Cathode.IsDriven ? _drivenVolts[diode.Cathode.Index] : x[diode.Cathode.Index]);

    private void UpdateDrivenVoltages(double tick, bool useMeans)
    {
        foreach (var k in _active)
            _drivenVolts[k] =
                k >= _driven.Length
                    ? useMeans
                        ? 0
                        : GetToneVolts(k - _driven.Length, tick)
                    : useMeans
                        ? _voltageSource.Mean(_driven[k])
                        : _voltageSource.Volts(_driven[k], tick);
    }

    private void SetCapSwitch(RailSwitch capSwitch, double? volts)
    {
        capSwitch.Volts = volts;
        _factoredStep = double.NaN;
        Restart();
    }

    private double GetToneVolts(int index, double tick) =>
        _circuit.Tones[index].Volts * Math.Sin(2 * Math.PI * (_circuit.Tones[index].Hertz * tick / TickClock.TicksPerSecond % 1));
}
