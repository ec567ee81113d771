namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The circuit as a system of equations: C·x' = s(t) − G·x − i(x). x holds the voltages of nodes that no source drives, and the currents of
/// inductors. The voltages of driven nodes (generators, supplies, ground) are given and stay on the right side.
/// </summary>
internal sealed class CircuitEquations
{
    /// <summary>
    /// The resistance of the inputs to ground: 1 MΩ where the board has a voltage divider, and much more on bare converter pins.
    /// </summary>
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

    internal static readonly string[] DrivenPins =
    [
        Circuit.Ground,
        "SI1",
        "SI2",
        "SQ1",
        "SQ2",
        "SQ3",
        "SQ4",
        "PV1",
        "PV2",
        "PV3",
        "3V3",
        "SCL",
        "SDA",
        "TX",
    ];

    /// <summary>The pins that a circuit can be connected to.</summary>
    internal static IEnumerable<string> Pins => DrivenPins.Concat(Leaks.Select(leak => leak.Pin));

    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unknownNodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _drivenNodes = new(StringComparer.Ordinal);

    public CircuitEquations(Circuit circuit)
    {
        foreach (var part in circuit.Parts.Where(p => p.Kind == Circuit.PartKind.Wire))
            Join(part.A, part.B);
        foreach (var node in DrivenPins)
            AddDrivenNode(node);
        foreach (var part in circuit.Parts.Where(p => p.Kind == Circuit.PartKind.Sine))
        {
            AddDrivenNode(part.A);
            Tones.Add((part.Value, part.Second));
        }
        foreach (var node in circuit.Parts.SelectMany(p => new[] { p.A, p.B }).Concat(["RES", "CAP"]))
            if (!_drivenNodes.ContainsKey(GetRoot(node)))
                _unknownNodes.TryAdd(GetRoot(node), _unknownNodes.Count);
        var inductors = circuit.Parts.Where(p => p.Kind == Circuit.PartKind.Inductor).ToList();
        NodeCount = _unknownNodes.Count;
        Size = NodeCount + inductors.Count;
        G = new double[Size, Size];
        C = new double[Size, Size];
        DrivenG = new double[Size, _drivenNodes.Count];
        DrivenC = new double[Size, _drivenNodes.Count];
        foreach (var (pin, ohms) in Leaks)
            if (IsConnected(pin))
                Stamp(G, DrivenG, pin, Circuit.Ground, 1 / ohms);
        for (var i = 0; i < NodeCount; i++)
            G[i, i] += 1e-12;
        Stamp(G, DrivenG, "RES", "3V3", 1 / 5100.0);
        Stamp(C, DrivenC, "CAP", Circuit.Ground, 46e-12);
        foreach (var part in circuit.Parts)
            StampPart(part);
        for (var k = 0; k < inductors.Count; k++)
            StampPart(inductors[k], NodeCount + k);
    }

    public int NodeCount { get; }

    public int Size { get; }

    public int DrivenCount => _drivenNodes.Count;

    public double[,] G { get; }

    public double[,] C { get; }

    public double[,] DrivenG { get; }

    public double[,] DrivenC { get; }

    /// <summary>The sine sources outside the board.</summary>
    public List<(double Volts, double Hertz)> Tones { get; } = [];

    public List<(Terminal Anode, Terminal Cathode, double Saturation, double Thermal)> Diodes { get; } = [];

    /// <summary>Whether a part is connected to the node. An open pin is at ground level.</summary>
    public bool IsConnected(string node) => _drivenNodes.ContainsKey(GetRoot(node)) || _unknownNodes.ContainsKey(GetRoot(node));

    /// <summary>The index of a node among the unknown or the driven nodes.</summary>
    public Terminal GetTerminal(string node) =>
        _drivenNodes.TryGetValue(GetRoot(node), out var driven) ? new(driven, true) : new(_unknownNodes[GetRoot(node)], false);

    /// <summary>The driven pin that a pin is wired to, or null.</summary>
    public string? FindDriver(string pin) => DrivenPins.FirstOrDefault(d => GetRoot(d) == GetRoot(pin));

    /// <summary>Whether a driven node occurs in the equations. Most do not.</summary>
    public bool AffectsCircuit(int driven) =>
        Enumerable.Range(0, Size).Any(i => DrivenG[i, driven] != 0 || DrivenC[i, driven] != 0)
        || Diodes.Any(d => (d.Anode.IsDriven && d.Anode.Index == driven) || (d.Cathode.IsDriven && d.Cathode.Index == driven));

    private void StampPart(Circuit.Part part)
    {
        switch (part.Kind)
        {
            case Circuit.PartKind.Resistor:
                Stamp(G, DrivenG, part.A, part.B, 1 / part.Value);
                break;
            case Circuit.PartKind.Capacitor:
                Stamp(C, DrivenC, part.A, part.B, part.Value);
                break;
            case Circuit.PartKind.Diode:
                Diodes.Add((GetTerminal(part.A), GetTerminal(part.B), part.Value, part.Second * 0.02585));
                break;
        }
    }

    private void StampPart(Circuit.Part inductor, int row)
    {
        C[row, row] = inductor.Value;
        G[row, row] = inductor.Second;
        foreach (var (node, sign) in new[] { (GetTerminal(inductor.A), 1), (GetTerminal(inductor.B), -1) })
        {
            if (node.IsDriven)
                DrivenG[row, node.Index] -= sign;
            else
            {
                G[row, node.Index] -= sign;
                G[node.Index, row] += sign;
            }
        }
    }

    private void Stamp(double[,] own, double[,] driven, string a, string b, double value)
    {
        var first = GetTerminal(a);
        var second = GetTerminal(b);
        if (!first.IsDriven)
            own[first.Index, first.Index] += value;
        if (!second.IsDriven)
            own[second.Index, second.Index] += value;
        Cross(first, second);
        Cross(second, first);

        void Cross(Terminal row, Terminal column)
        {
            if (!row.IsDriven)
                (column.IsDriven ? driven : own)[row.Index, column.Index] -= value;
        }
    }

    /// <exception cref="BoardException">A wire connects two sources, which would be a short circuit.</exception>
    private void AddDrivenNode(string node)
    {
        if (_drivenNodes.TryAdd(GetRoot(node), _drivenNodes.Count))
            return;
        var other = FindDriver(node) is { } pin && pin != node ? pin : "another source";
        throw new BoardException(BoardErrorKind.OutOfRange, $"It connects the outputs {other} and {node}.");
    }

    private string GetRoot(string node)
    {
        while (_roots.TryGetValue(node, out var parent))
            node = parent;
        return node;
    }

    private void Join(string a, string b)
    {
        var first = GetRoot(a);
        var second = GetRoot(b);
        if (first != second)
            _roots[second] = first;
    }

    internal readonly record struct Terminal(int Index, bool IsDriven);
}
