namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Follows a <see cref="Circuit"/> through time with the method TR-BDF2 (a trapezoidal step and a backward one; Bank et al. 1985): second order, no ringing
/// on steep edges, no damping of an LC circuit's own swing.
/// </summary>
internal sealed class CircuitSimulation
{
    private const double Alpha = 0.29289321881345248; // 1 − √2/2: both stages have the same matrix
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
        _memory;
    private readonly List<CurrentSource> _sources = [];
    private double _factored = double.NaN;
    private double _now;

    public CircuitSimulation(Circuit circuit, IVoltageSource drive)
    {
        _circuit = new CircuitEquations(circuit);
        _voltageSource = drive;
        _equations = new LinearSystem(_circuit.Size);
        (_g, _c, _drivenG, _drivenC) = (
            Coefficient.FromMatrix(_circuit.G),
            Coefficient.FromMatrix(_circuit.C),
            Coefficient.FromMatrix(_circuit.DrivenG),
            Coefficient.FromMatrix(_circuit.DrivenC)
        );
        (_x, _rate, _charge, _middle) = (
            new double[_circuit.Size],
            new double[_circuit.Size],
            new double[_circuit.Size],
            new double[_circuit.Size]
        );
        (_right, _next, _guess) = (new double[_circuit.Size], new double[_circuit.Size], new double[_circuit.Size]);
        _drivenVolts = new double[_circuit.DrivenCount];
        _driven = CircuitEquations.DrivenPins;
        _active = [.. Enumerable.Range(0, _circuit.DrivenCount).Where(_circuit.AffectsCircuit)];
        _step = TickClock.ToTicks(circuit.Step);
        _memory = TickClock.ToTicks(circuit.SettlingTime);
        CapDrive = new RailSwitch(_circuit.GetTerminal("CAP").Index);
        if (_circuit.IsConnected("PCS"))
            _sources.Add(new CurrentSource("PCS", _circuit.GetTerminal("PCS"), 3.3, 1000));
        Restart();
    }

    /// <summary>The board's 10 kΩ between CAP and a supply rail.</summary>
    public RailSwitch CapDrive { get; }

    /// <summary>Called after each small step with the tick, for those who watch a node between two reads.</summary>
    public Action<double>? Stepped { get; set; }

    /// <summary>The driven node that the pin is wired to, if any: its signal is then known exactly.</summary>
    public string? FindDriver(string pin) => _circuit.FindDriver(pin);

    public bool IsOpen(string pin) => !_circuit.IsConnected(pin);

    /// <summary>Feeds a current into a pin as far as the voltage allows: up to 3.3 V behind <paramref name="ohms"/>.</summary>
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

    public void SetCapDrive(double? volts)
    {
        CapDrive.Volts = volts;
        _factored = double.NaN;
        Restart();
    }

    /// <summary>What drives the circuit has changed in one step at the present moment.</summary>
    public void Restart()
    {
        UpdateDrivenVoltages(_now, false);
        ComputeRate(_x, _rate);
    }

    /// <summary>The voltage of a pin at the moment up to which the simulation has come; driven pins at <paramref name="tick"/>.</summary>
    public double GetVolts(string pin, double tick)
    {
        if (!_circuit.IsConnected(pin))
            return 0;
        var at = _circuit.GetTerminal(pin);
        if (!at.IsDriven)
            return _x[at.Index];
        return at.Index < _driven.Length ? _voltageSource.Volts(_driven[at.Index], tick) : GetToneVolts(at.Index - _driven.Length, tick);
    }

    /// <summary>Goes on to the tick: by small steps as far back as the circuit remembers, or as somebody watches, before that in growing ones.</summary>
    public void Advance(double tick)
    {
        var fine = Stepped is null ? _memory : TickClock.TicksPerSecond;
        if (tick - _now > fine + 60 * _step)
            AdvanceCoarsely(tick - fine);
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

    private void Step(double ticks, bool coarse)
    {
        var h = ticks / TickClock.TicksPerSecond;
        ComputeCharge(_x, _charge);
        // _rate is what C·x' was at the end of the last step: for rows without capacity it is zero, and stays so over a jump of a source.
        for (var i = 0; i < _right.Length; i++)
            _right[i] = _charge[i] + Alpha * h * _rate[i];
        UpdateDrivenVoltages(_now + Gamma * ticks, coarse);
        _x.CopyTo(_next, 0);
        SolveImplicit(h, _next);
        ComputeCharge(_next, _middle);
        for (var i = 0; i < _right.Length; i++)
            _right[i] = MiddleWeight * _middle[i] - StartWeight * _charge[i];
        _now += ticks;
        UpdateDrivenVoltages(_now, coarse);
        SolveImplicit(h, _next);
        _next.CopyTo(_x, 0);
        ComputeRate(_x, _rate);
    }

    /// <summary>Solves C·x − α·h·f(x) = right for x by Newton's method; one round where everything is linear.</summary>
    private void SolveImplicit(double h, double[] x)
    {
        var curved = _circuit.Diodes.Count > 0 || _sources.Exists(s => s.Amperes > 0);
        var size = x.Length;
        for (var round = 0; round < (curved ? 40 : 1); round++)
        {
            if (curved || _factored != h)
            {
                for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    _equations[i, j] = _circuit.C[i, j] + Alpha * h * (_circuit.G[i, j] + GetSlope(i, j, x));
                _equations.Factor();
                _factored = curved ? double.NaN : h;
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

    /// <summary>Turns the rate in <see cref="_guess"/> into the right side of Newton's equation: right − C·x − Ck·v + α·h·f.</summary>
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
        if (CapDrive.Volts is { } rail)
            rate[CapDrive.Node] += (rail - x[CapDrive.Node]) / RailSwitch.Ohms;
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
            if (CapDrive.Volts is not null && CapDrive.Node == row)
                sum += 1 / RailSwitch.Ohms;
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

    /// <summary>A diode's current explodes with its voltage: a guess may move it by a tenth of a volt where it conducts.</summary>
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

    private void UpdateDrivenVoltages(double tick, bool coarse)
    {
        foreach (var k in _active)
            _drivenVolts[k] =
                k >= _driven.Length
                    ? coarse
                        ? 0
                        : GetToneVolts(k - _driven.Length, tick)
                    : coarse
                        ? _voltageSource.Mean(_driven[k])
                        : _voltageSource.Volts(_driven[k], tick);
    }

    private double GetToneVolts(int index, double tick) =>
        _circuit.Tones[index].Volts * Math.Sin(2 * Math.PI * (_circuit.Tones[index].Hertz * tick / TickClock.TicksPerSecond % 1));

    /// <summary>One of the few coefficients that are not zero: most parts touch two nodes.</summary>
    private readonly record struct Coefficient(int Row, int Column, double Value)
    {
        public static Coefficient[] FromMatrix(double[,] matrix) =>
            [
                .. from row in Enumerable.Range(0, matrix.GetLength(0))
                from column in Enumerable.Range(0, matrix.GetLength(1))
                where matrix[row, column] != 0
                select new Coefficient(row, column, matrix[row, column]),
            ];
    }

    internal sealed class RailSwitch(int node)
    {
        public const double Ohms = 10_000;

        public int Node => node;

        /// <summary>The rail that the pin is pulled to; null when it is left alone.</summary>
        public double? Volts { get; set; }
    }

    /// <summary>A current source which gives in before its supply: at most (<paramref name="supply"/> − v) / <paramref name="ohms"/>.</summary>
    internal sealed class CurrentSource(string pin, CircuitEquations.Terminal at, double supply, double ohms)
    {
        public string Pin => pin;

        public CircuitEquations.Terminal At => at;

        public double Amperes { get; set; }

        public double Current(double volts) => Amperes <= 0 ? 0 : Math.Min(Amperes, (supply - volts) / ohms);

        public double Slope(double volts) => Amperes > 0 && (supply - volts) / ohms < Amperes ? 1 / ohms : 0;
    }
}
