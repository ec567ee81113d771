namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The circuit at the board's pins: a list of parts between named nodes. A node with a pin's name is that pin, <see cref="Ground"/> is the
/// board's GND, and all other names are nodes of the circuit. Values are in ohms, farads, henries, volts and hertz.
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

    /// <summary>The name for the option <c>--circuit</c>.</summary>
    public string Name => name;

    /// <summary>One sentence that helps users to choose a circuit.</summary>
    public string Summary => summary;

    internal IReadOnlyList<Part> Parts => _parts;

    /// <summary>What users see of the parts, in the order in which they were added.</summary>
    public IEnumerable<CircuitPart> Wiring =>
        _parts.Select(p =>
        {
            var unit = p.Kind switch
            {
                PartKind.Resistor => "Ω",
                PartKind.Capacitor => "F",
                PartKind.Inductor => "H",
                PartKind.Sine => "V",
                _ => null,
            };
            return new CircuitPart(p.Kind.ToString().ToLowerInvariant(), p.A, p.B, unit is null ? null : p.Value, unit);
        });

    /// <summary>The longest step of the simulation. It must be much shorter than the fastest change in the circuit.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMicroseconds(1);

    /// <summary>
    /// How long the shape of a signal affects the circuit. The simulation uses only the mean values of signals for the time before, unless
    /// pins are watched.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.Zero;

    /// <summary>Whether TX and RX of the second UART are connected.</summary>
    public bool HasUartLoopback { get; init; }

    /// <summary>Whether the sensors BMP180, MPU6050, SHT21, TSL2561 and HMC5883L are on the I2C bus.</summary>
    public bool HasI2cSensors { get; init; }

    /// <summary>Whether MOSI and MISO are connected.</summary>
    public bool HasSpiLoopback { get; init; }

    public Circuit Wire(string a, string b) => Add(PartKind.Wire, a, b, 0);

    public Circuit Resistor(string a, string b, double ohms) => Add(PartKind.Resistor, a, b, ohms);

    public Circuit Capacitor(string a, string b, double farads) => Add(PartKind.Capacitor, a, b, farads);

    /// <param name="ohms">The resistance of the winding.</param>
    public Circuit Inductor(string a, string b, double henries, double ohms) => Add(PartKind.Inductor, a, b, henries, ohms);

    /// <summary>
    /// A silicon diode by Shockley's equation, with the saturation current <paramref name="saturation"/> in amperes and the emission
    /// coefficient <paramref name="ideality"/>.
    /// </summary>
    public Circuit Diode(string anode, string cathode, double saturation = 2.5e-9, double ideality = 1.75) =>
        Add(PartKind.Diode, anode, cathode, saturation, ideality);

    /// <summary>A voltage source outside the board, such as the mains hum on an open input.</summary>
    public Circuit Sine(string node, double volts, double hertz) => Add(PartKind.Sine, node, Ground, volts, hertz);

    private Circuit Add(PartKind kind, string a, string b, double value, double second = 0)
    {
        _parts.Add(new(kind, a, b, value, second));
        return this;
    }

    internal sealed record Part(PartKind Kind, string A, string B, double Value, double Second);
}
