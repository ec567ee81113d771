namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The circuit as a system of equations: C·x' = s(t) − G·x − i(x), where x holds the voltages of nodes that nothing drives and the currents of inductors.
/// Driven nodes (generators, supplies, ground) are given from outside and stand on the right.
/// </summary>
internal sealed class Network
{
    /// <summary>Inputs leak 1 MΩ to ground where the board has a divider, and next to nothing where it has a bare converter pin.</summary>
    private static readonly (string Pin, double Ohms)[] Leaks =
    [
        ("CH1", 1e6),
        ("CH2", 1e6),
        ("CH3", 1e6),
        ("MIC", 1e6),
        ("AN4", 1e9),
        ("VOL", 1e9),
        ("CAP", 1e10),
        ("RES", 1e9),
        ("LA1", 1e6),
        ("LA2", 1e6),
        ("LA3", 1e6),
        ("LA4", 1e6),
        ("FRQ", 1e6),
        ("EXT", 1e6),
    ];

    internal static readonly string[] Driven = [Circuit.Ground, "SI1", "SI2", "SQ1", "SQ2", "SQ3", "SQ4", "PV1", "PV2", "PV3", "3V3"];

    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public Network(Circuit circuit)
    {
        foreach (var part in circuit.Parts.Where(p => p.Kind == Circuit.Kind.Wire))
            Join(part.A, part.B);
        foreach (var node in Driven)
            Know(node);
        foreach (var part in circuit.Parts.Where(p => p.Kind == Circuit.Kind.Sine))
        {
            Know(part.A);
            Tones.Add((part.Value, part.Second));
        }
        foreach (var node in circuit.Parts.SelectMany(p => new[] { p.A, p.B }).Concat(["RES", "CAP"]))
            if (!_known.ContainsKey(Root(node)))
                _unknown.TryAdd(Root(node), _unknown.Count);
        var inductors = circuit.Parts.Where(p => p.Kind == Circuit.Kind.Inductor).ToList();
        Nodes = _unknown.Count;
        Size = Nodes + inductors.Count;
        G = new double[Size, Size];
        C = new double[Size, Size];
        KnownG = new double[Size, _known.Count];
        KnownC = new double[Size, _known.Count];
        foreach (var (pin, ohms) in Leaks)
            if (Has(pin))
                Between(G, KnownG, pin, Circuit.Ground, 1 / ohms);
        for (var i = 0; i < Nodes; i++)
            G[i, i] += 1e-12;
        Between(G, KnownG, "RES", "3V3", 1 / 5100.0);
        Between(C, KnownC, "CAP", Circuit.Ground, 46e-12);
        foreach (var part in circuit.Parts)
            Place(part);
        for (var k = 0; k < inductors.Count; k++)
            Place(inductors[k], Nodes + k);
    }

    public int Nodes { get; }

    public int Size { get; }

    public int Known => _known.Count;

    public double[,] G { get; }

    public double[,] C { get; }

    public double[,] KnownG { get; }

    public double[,] KnownC { get; }

    /// <summary>Sources outside the board: amplitude and frequency.</summary>
    public List<(double Volts, double Hertz)> Tones { get; } = [];

    public List<(Terminal Anode, Terminal Cathode, double Saturation, double Thermal)> Diodes { get; } = [];

    /// <summary>Whether anything is connected to the node at all; an open pin is at ground level.</summary>
    public bool Has(string node) => _known.ContainsKey(Root(node)) || _unknown.ContainsKey(Root(node));

    /// <summary>Where a node is found: among the unknown or the driven ones.</summary>
    public Terminal At(string node) => _known.TryGetValue(Root(node), out var known) ? new(known, true) : new(_unknown[Root(node)], false);

    /// <summary>The driven node that a pin is wired to, if it is.</summary>
    public string? Driver(string pin) => Driven.FirstOrDefault(d => Root(d) == Root(pin));

    /// <summary>Whether a driven node has any part in the equations; most have none.</summary>
    public bool IsFelt(int known) =>
        Enumerable.Range(0, Size).Any(i => KnownG[i, known] != 0 || KnownC[i, known] != 0)
        || Diodes.Any(d => (d.Anode.IsDriven && d.Anode.Index == known) || (d.Cathode.IsDriven && d.Cathode.Index == known));

    private void Place(Circuit.Part part)
    {
        switch (part.Kind)
        {
            case Circuit.Kind.Resistor:
                Between(G, KnownG, part.A, part.B, 1 / part.Value);
                break;
            case Circuit.Kind.Capacitor:
                Between(C, KnownC, part.A, part.B, part.Value);
                break;
            case Circuit.Kind.Diode:
                Diodes.Add((At(part.A), At(part.B), part.Value, part.Second * 0.02585));
                break;
        }
    }

    private void Place(Circuit.Part inductor, int row)
    {
        C[row, row] = inductor.Value;
        G[row, row] = inductor.Second;
        foreach (var (node, sign) in new[] { (At(inductor.A), 1), (At(inductor.B), -1) })
        {
            if (node.IsDriven)
                KnownG[row, node.Index] -= sign;
            else
            {
                G[row, node.Index] -= sign;
                G[node.Index, row] += sign;
            }
        }
    }

    private void Between(double[,] own, double[,] known, string a, string b, double value)
    {
        var (first, second) = (At(a), At(b));
        if (!first.IsDriven)
            own[first.Index, first.Index] += value;
        if (!second.IsDriven)
            own[second.Index, second.Index] += value;
        Cross(first, second);
        Cross(second, first);

        void Cross(Terminal row, Terminal column)
        {
            if (!row.IsDriven)
                (column.IsDriven ? known : own)[row.Index, column.Index] -= value;
        }
    }

    private void Know(string node)
    {
        if (!_known.TryAdd(Root(node), _known.Count))
            throw new InvalidOperationException($"{node} is wired to another source.");
    }

    private string Root(string node)
    {
        while (_roots.TryGetValue(node, out var parent))
            node = parent;
        return node;
    }

    private void Join(string a, string b)
    {
        var (first, second) = (Root(a), Root(b));
        if (first != second)
            _roots[second] = first;
    }

    internal readonly record struct Terminal(int Index, bool IsDriven);
}
