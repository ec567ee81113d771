namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Follows a <see cref="Circuit"/> through time with the method TR-BDF2 (a trapezoidal step and a backward one; Bank et al. 1985): second order, no ringing
/// on steep edges, no damping of an LC circuit's own swing.
/// </summary>
internal sealed class Simulation
{
    private const double Alpha = 0.29289321881345248; // 1 − √2/2: both stages have the same matrix
    private const double Gamma = 2 * Alpha;
    private const double Earlier = 1 / (Gamma * (2 - Gamma));
    private const double Before = (1 - Gamma) * (1 - Gamma) / (Gamma * (2 - Gamma));

    private readonly Network _net;
    private readonly IDrive _drive;
    private readonly Equations _equations;
    private readonly Coefficient[] _g,
        _c,
        _knownG,
        _knownC;
    private readonly double[] _x,
        _rate,
        _charge,
        _middle,
        _right,
        _next,
        _guess,
        _known;
    private readonly string[] _driven;
    private readonly int[] _active;
    private readonly double _step,
        _memory;
    private readonly List<Source> _sources = [];
    private double _factored = double.NaN;
    private double _now;

    public Simulation(Circuit circuit, IDrive drive)
    {
        _net = new Network(circuit);
        _drive = drive;
        _equations = new Equations(_net.Size);
        (_g, _c, _knownG, _knownC) = (
            Coefficient.Of(_net.G),
            Coefficient.Of(_net.C),
            Coefficient.Of(_net.KnownG),
            Coefficient.Of(_net.KnownC)
        );
        (_x, _rate, _charge, _middle) = (new double[_net.Size], new double[_net.Size], new double[_net.Size], new double[_net.Size]);
        (_right, _next, _guess) = (new double[_net.Size], new double[_net.Size], new double[_net.Size]);
        _known = new double[_net.Known];
        _driven = Network.Driven;
        _active = [.. Enumerable.Range(0, _net.Known).Where(_net.IsFelt)];
        _step = DeviceClock.Ticks(circuit.Step);
        _memory = DeviceClock.Ticks(circuit.Memory);
        Pull = new Switch(_net.At("CAP").Index);
        if (_net.Has("PCS"))
            _sources.Add(new Source("PCS", _net.At("PCS"), 3.3, 1000));
        Restart();
    }

    /// <summary>The board's 10 kΩ between CAP and a supply rail.</summary>
    public Switch Pull { get; }

    /// <summary>Called after each small step with the tick, for those who watch a node between two reads.</summary>
    public Action<double>? Stepped { get; set; }

    /// <summary>The driven node that the pin is wired to, if any: its signal is then known exactly.</summary>
    public string? Driver(string pin) => _net.Driver(pin);

    public bool IsOpen(string pin) => !_net.Has(pin);

    /// <summary>Feeds a current into a pin as far as the voltage allows: up to 3.3 V behind <paramref name="ohms"/>.</summary>
    public void Inject(string pin, double amperes, double ohms)
    {
        if (!_net.Has(pin) || _net.At(pin).IsDriven)
            return;
        var source = _sources.Find(s => s.Pin == pin);
        if (source is null)
            _sources.Add(source = new Source(pin, _net.At(pin), 3.3, ohms));
        source.Amperes = amperes;
        Restart();
    }

    public void SetPull(double? volts)
    {
        Pull.Volts = volts;
        _factored = double.NaN;
        Restart();
    }

    /// <summary>What drives the circuit has changed in one step at the present moment.</summary>
    public void Restart()
    {
        Sources(_now, false);
        Rate(_x, _rate);
    }

    /// <summary>The voltage of a pin at the moment up to which the simulation has come; driven pins at <paramref name="tick"/>.</summary>
    public double Volts(string pin, double tick)
    {
        if (!_net.Has(pin))
            return 0;
        var at = _net.At(pin);
        if (!at.IsDriven)
            return _x[at.Index];
        return at.Index < _driven.Length ? _drive.Volts(_driven[at.Index], tick) : Tone(at.Index - _driven.Length, tick);
    }

    /// <summary>Goes on to the tick: by small steps as far back as the circuit remembers, or as somebody watches, before that in growing ones.</summary>
    public void Advance(double tick)
    {
        var fine = Stepped is null ? _memory : DeviceClock.TicksPerSecond;
        if (tick - _now > fine + 60 * _step)
            Coast(tick - fine);
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

    private void Coast(double until)
    {
        for (var h = _step; _now < until; h *= 1.25)
            Step(Math.Min(h, until - _now), true);
        _now = until;
    }

    private void Step(double ticks, bool coarse)
    {
        var h = ticks / DeviceClock.TicksPerSecond;
        Charge(_x, _charge);
        // _rate is what C·x' was at the end of the last step: for rows without capacity it is zero, and stays so over a jump of a source.
        for (var i = 0; i < _right.Length; i++)
            _right[i] = _charge[i] + Alpha * h * _rate[i];
        Sources(_now + Gamma * ticks, coarse);
        _x.CopyTo(_next, 0);
        Implicit(h, _next);
        Charge(_next, _middle);
        for (var i = 0; i < _right.Length; i++)
            _right[i] = Earlier * _middle[i] - Before * _charge[i];
        _now += ticks;
        Sources(_now, coarse);
        Implicit(h, _next);
        _next.CopyTo(_x, 0);
        Rate(_x, _rate);
    }

    /// <summary>Solves C·x − α·h·f(x) = right for x by Newton's method; one round where everything is linear.</summary>
    private void Implicit(double h, double[] x)
    {
        var curved = _net.Diodes.Count > 0 || _sources.Exists(s => s.Amperes > 0);
        var size = x.Length;
        for (var round = 0; round < (curved ? 40 : 1); round++)
        {
            if (curved || _factored != h)
            {
                for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    _equations[i, j] = _net.C[i, j] + Alpha * h * (_net.G[i, j] + Slope(i, j, x));
                _equations.Factor();
                _factored = curved ? double.NaN : h;
            }
            Rate(x, _guess);
            Residual(h, x);
            _equations.Solve(_guess);
            var change = 0.0;
            var limit = _net.Diodes.Count > 0 ? Damping(x) : 1;
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
    private void Residual(double h, double[] x)
    {
        for (var i = 0; i < x.Length; i++)
            _guess[i] = _right[i] + Alpha * h * _guess[i];
        foreach (var e in _c)
            _guess[e.Row] -= e.Value * x[e.Column];
        foreach (var e in _knownC)
            _guess[e.Row] -= e.Value * _known[e.Column];
    }

    private void Charge(double[] x, double[] charge)
    {
        Array.Clear(charge);
        foreach (var e in _c)
            charge[e.Row] += e.Value * x[e.Column];
        foreach (var e in _knownC)
            charge[e.Row] += e.Value * _known[e.Column];
    }

    private void Rate(double[] x, double[] rate)
    {
        Array.Clear(rate);
        foreach (var e in _g)
            rate[e.Row] -= e.Value * x[e.Column];
        foreach (var e in _knownG)
            rate[e.Row] -= e.Value * _known[e.Column];
        if (Pull.Volts is { } rail)
            rate[Pull.Node] += (rail - x[Pull.Node]) / Switch.Ohms;
        foreach (var source in _sources)
            rate[source.At.Index] += source.Current(x[source.At.Index]);
        foreach (var diode in _net.Diodes)
        {
            var current = diode.Saturation * (Math.Exp(Math.Min(Across(diode, x) / diode.Thermal, 200)) - 1);
            if (!diode.Anode.IsDriven)
                rate[diode.Anode.Index] -= current;
            if (!diode.Cathode.IsDriven)
                rate[diode.Cathode.Index] += current;
        }
    }

    private double Slope(int row, int column, double[] x)
    {
        var sum = 0.0;
        if (row == column)
        {
            if (Pull.Volts is not null && Pull.Node == row)
                sum += 1 / Switch.Ohms;
            foreach (var source in _sources)
                if (source.At.Index == row)
                    sum += source.Slope(x[row]);
        }
        foreach (var diode in _net.Diodes)
        {
            var anode = diode.Anode.IsDriven ? -1 : diode.Anode.Index;
            var cathode = diode.Cathode.IsDriven ? -1 : diode.Cathode.Index;
            if ((row != anode && row != cathode) || (column != anode && column != cathode))
                continue;
            var slope = diode.Saturation / diode.Thermal * Math.Exp(Math.Min(Across(diode, x) / diode.Thermal, 200));
            sum += row == column ? slope : -slope;
        }
        return sum;
    }

    /// <summary>A diode's current explodes with its voltage: a guess may move it by a tenth of a volt where it conducts.</summary>
    private double Damping(double[] x)
    {
        var limit = 1.0;
        foreach (var diode in _net.Diodes)
        {
            var move = (diode.Anode.IsDriven ? 0 : _guess[diode.Anode.Index]) - (diode.Cathode.IsDriven ? 0 : _guess[diode.Cathode.Index]);
            var after = Across(diode, x) + move;
            if (after > 0.4 && move > 0.1)
                limit = Math.Min(limit, Math.Max(0.1, 0.4 - Across(diode, x)) / move);
        }
        return limit;
    }

    private double Across((Network.Terminal Anode, Network.Terminal Cathode, double Saturation, double Thermal) diode, double[] x) =>
        (diode.Anode.IsDriven ? _known[diode.Anode.Index] : x[diode.Anode.Index])
        - (diode.Cathode.IsDriven ? _known[diode.Cathode.Index] : x[diode.Cathode.Index]);

    private void Sources(double tick, bool coarse)
    {
        foreach (var k in _active)
            _known[k] =
                k >= _driven.Length
                    ? coarse
                        ? 0
                        : Tone(k - _driven.Length, tick)
                    : coarse
                        ? _drive.Mean(_driven[k])
                        : _drive.Volts(_driven[k], tick);
    }

    private double Tone(int index, double tick) =>
        _net.Tones[index].Volts * Math.Sin(2 * Math.PI * (_net.Tones[index].Hertz * tick / DeviceClock.TicksPerSecond % 1));

    /// <summary>One of the few coefficients that are not zero: most parts touch two nodes.</summary>
    private readonly record struct Coefficient(int Row, int Column, double Value)
    {
        public static Coefficient[] Of(double[,] matrix) =>
            [
                .. from row in Enumerable.Range(0, matrix.GetLength(0))
                from column in Enumerable.Range(0, matrix.GetLength(1))
                where matrix[row, column] != 0
                select new Coefficient(row, column, matrix[row, column]),
            ];
    }

    internal sealed class Switch(int node)
    {
        public const double Ohms = 10_000;

        public int Node => node;

        /// <summary>The rail that the pin is pulled to; null when it is left alone.</summary>
        public double? Volts { get; set; }
    }

    /// <summary>A current source which gives in before its supply: at most (<paramref name="supply"/> − v) / <paramref name="ohms"/>.</summary>
    internal sealed class Source(string pin, Network.Terminal at, double supply, double ohms)
    {
        public string Pin => pin;

        public Network.Terminal At => at;

        public double Amperes { get; set; }

        public double Current(double volts) => Amperes <= 0 ? 0 : Math.Min(Amperes, (supply - volts) / ohms);

        public double Slope(double volts) => Amperes > 0 && (supply - volts) / ohms < Amperes ? 1 / ohms : 0;
    }
}
