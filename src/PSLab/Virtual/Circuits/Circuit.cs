namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// What is connected to the board's pins: a list of parts between named nodes. A node that has a pin's name is that pin; every other name is a node of the
/// circuit's own; <see cref="Ground"/> is the board's GND. Values in ohms, farads, henries, volts, hertz.
/// </summary>
public sealed class Circuit(string name, string summary)
{
    public const string Ground = "GND";

    private readonly List<Part> _parts = [];

    internal enum PartKind
    {
        Wire,
        Resistor,
        Capacitor,
        Inductor,
        Diode,
        Sine,
    }

    /// <summary>The name by which <c>--circuit</c> knows it.</summary>
    public string Name => name;

    /// <summary>One sentence for a person who has to choose.</summary>
    public string Summary => summary;

    internal IReadOnlyList<Part> Parts => _parts;

    /// <summary>The longest step of the simulation: well below the fastest thing that happens in the circuit.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMicroseconds(1);

    /// <summary>
    /// How long the circuit remembers the shape of a changing signal. Before it, when nobody watched, only the mean values of the signals are followed.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.Zero;

    /// <summary>TX and RX of the second UART are connected.</summary>
    public bool HasUartLoopback { get; init; }

    /// <summary>MOSI and MISO are connected.</summary>
    public bool HasSpiLoopback { get; init; }

    public Circuit Wire(string a, string b) => Add(PartKind.Wire, a, b, 0);

    public Circuit Resistor(string a, string b, double ohms) => Add(PartKind.Resistor, a, b, ohms);

    public Circuit Capacitor(string a, string b, double farads) => Add(PartKind.Capacitor, a, b, farads);

    /// <param name="ohms">The resistance of its winding.</param>
    public Circuit Inductor(string a, string b, double henries, double ohms) => Add(PartKind.Inductor, a, b, henries, ohms);

    /// <summary>A silicon diode (Shockley's equation): <paramref name="saturation"/> in amperes, the emission coefficient <paramref name="ideality"/>.</summary>
    public Circuit Diode(string anode, string cathode, double saturation = 2.5e-9, double ideality = 1.75) =>
        Add(PartKind.Diode, anode, cathode, saturation, ideality);

    /// <summary>A source outside the board, such as the mains hum that an open input picks up.</summary>
    public Circuit Sine(string node, double volts, double hertz) => Add(PartKind.Sine, node, Ground, volts, hertz);

    private Circuit Add(PartKind kind, string a, string b, double value, double second = 0)
    {
        _parts.Add(new(kind, a, b, value, second));
        return this;
    }

    internal sealed record Part(PartKind Kind, string A, string B, double Value, double Second);
}
