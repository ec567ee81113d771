namespace OpenEvent.PSLab.Virtual;

/// <summary>The circuits for the virtual board. Each is a few lines, so new ones are easy to add.</summary>
public static class CircuitCatalogue
{
    public const string DefaultName = "bench";

    public static IReadOnlyList<string> Names => [.. Factories.Keys];

    public static IEnumerable<Circuit> All => Factories.Values.Select(make => make());

    /// <summary>Finds a circuit by name, ignoring case, or reads it from a file if the name is a path.</summary>
    /// <exception cref="BoardException">There is no such circuit, or a line of the file is wrong. The message tells which.</exception>
    public static Circuit Get(string name) =>
        name.Contains('/', StringComparison.Ordinal)
            ? CircuitFile.Read(name)
            : Find(name)
                ?? throw new BoardException(
                    BoardErrorKind.OutOfRange,
                    $"There is no circuit '{name}'. Available: {string.Join(", ", Factories.Keys)}."
                );

    /// <summary>Finds a circuit by name, ignoring case. It never reads a file.</summary>
    public static Circuit? Find(string name) => Factories.TryGetValue(name, out var make) ? make() : null;

    private static readonly Dictionary<string, Func<Circuit>> Factories = new Func<Circuit>[]
    {
        GeneralPurpose,
        Open,
        Loopback,
        RcLowPass,
        Parts,
        Microfarad,
        Diode,
        RingDown,
        Rectifier,
        OhmsLaw,
        Resonance,
        Picofarads,
        Electrolytic,
        Buses,
        Bridges,
        Sensors,
    }.ToDictionary(make => make().Name, StringComparer.OrdinalIgnoreCase);

    private static Circuit GeneralPurpose() =>
        Jumpers(
                new Circuit("bench", "general purpose: both generators on CH1 and CH2, SQ on LA, 10 kΩ on RES, 1 nF on CAP, PV3 on VOL")
                {
                    HasUartLoopback = true,
                    HasSpiLoopback = true,
                    Step = TimeSpan.FromMicroseconds(2),
                }
            )
            .Wire("PV3", "VOL")
            .Resistor("PV2", "CH3", 1e3)
            .Resistor("RES", Circuit.Ground, 10e3)
            .Capacitor("CAP", Circuit.Ground, 1e-9)
            .Sine("tone", 0.8, 440)
            .Wire("tone", "MIC");

    private static Circuit Open() =>
        new Circuit("open", "nothing connected: the inputs only pick up mains hum")
            .Sine("mains", 1, 50)
            .Resistor("mains", "CH1", 50e6)
            .Resistor("mains", "CH2", 50e6)
            .Resistor("mains", "CH3", 50e6);

    private static Circuit Loopback() =>
        Jumpers(
                new Circuit("loopback", "SI1 to CH1, SI2 to CH2, SQ1…SQ4 to LA1…LA4, PV3 to VOL")
                {
                    HasUartLoopback = true,
                    HasSpiLoopback = true,
                }
            )
            .Wire("PV3", "VOL");

    private static Circuit RcLowPass() =>
        new Circuit(
            "rc",
            "RC low-pass, 1.6 kΩ and 100 nF (995 Hz): SI1 and CH1 at its input, CH2 at its output; SQ1 on a second one to CH3"
        )
        {
            SettlingTime = TimeSpan.FromMilliseconds(4),
        }
            .Wire("SI1", "CH1")
            .Resistor("SI1", "CH2", 1600)
            .Capacitor("CH2", Circuit.Ground, 100e-9)
            .Resistor("SQ1", "CH3", 10e3)
            .Capacitor("CH3", Circuit.Ground, 47e-9)
            .Wire("SQ1", "LA1");

    private static Circuit Parts() =>
        new Circuit("parts", "10 kΩ on RES and 1 nF on CAP") { Step = TimeSpan.FromMicroseconds(2) }
            .Resistor("RES", Circuit.Ground, 10e3)
            .Capacitor("CAP", Circuit.Ground, 1e-9);

    private static Circuit Microfarad() =>
        new Circuit("microfarad", "1 kΩ on RES and 1 µF on CAP") { Step = TimeSpan.FromMicroseconds(20) }
            .Resistor("RES", Circuit.Ground, 1e3)
            .Capacitor("CAP", Circuit.Ground, 1e-6);

    private static Circuit Diode() =>
        new Circuit("diode", "a silicon diode in series with 1 kΩ: PV1 and CH1 at the resistor, CH2 at the diode")
        {
            Step = TimeSpan.FromMicroseconds(4),
        }
            .Wire("PV1", "CH1")
            .Resistor("PV1", "CH2", 1000)
            .Diode("CH2", Circuit.Ground);

    private static Circuit RingDown() =>
        new Circuit(
            "ring-down",
            "10 mH and 100 nF (5.03 kHz), excited by the edges of SQ1 through 10 kΩ; CH1 on the oscillation, LA1 on SQ1"
        )
        {
            Step = TimeSpan.FromMicroseconds(1),
            SettlingTime = TimeSpan.FromMilliseconds(8),
        }
            .Wire("SQ1", "LA1")
            .Wire("SQ1", "CH2")
            .Resistor("SQ1", "CH1", 10e3)
            .Capacitor("CH1", Circuit.Ground, 100e-9)
            .Inductor("CH1", Circuit.Ground, 10e-3, 6);

    private static Circuit Rectifier() =>
        new Circuit("rectifier", "half-wave rectifier: SI1 and CH1 at its input, a diode, CH2 on 10 kΩ in parallel with 1 µF")
        {
            Step = TimeSpan.FromMicroseconds(4),
            SettlingTime = TimeSpan.FromMilliseconds(60),
        }
            .Wire("SI1", "CH1")
            .Diode("SI1", "CH2")
            .Resistor("CH2", Circuit.Ground, 10e3)
            .Capacitor("CH2", Circuit.Ground, 1e-6);

    private static Circuit OhmsLaw() =>
        new Circuit("ohms-law", "PV1 and CH1 on 1 kΩ and 2 kΩ in series, CH2 between them; PCS into 470 Ω on CH3; 4.7 kΩ on RES")
        {
            Step = TimeSpan.FromMicroseconds(10),
        }
            .Wire("PV1", "CH1")
            .Resistor("PV1", "CH2", 1000)
            .Resistor("CH2", Circuit.Ground, 2000)
            .Wire("PCS", "CH3")
            .Resistor("PCS", Circuit.Ground, 470)
            .Resistor("RES", Circuit.Ground, 4700);

    private static Circuit Resonance() =>
        new Circuit(
            "resonance",
            "series resonance of 10 mH, 1 µF (1.59 kHz) and 47 Ω driven by SI1: CH1 on the source, CH2 on the resistor"
        )
        {
            Step = TimeSpan.FromMicroseconds(2),
            SettlingTime = TimeSpan.FromMilliseconds(6),
        }
            .Wire("SI1", "CH1")
            .Inductor("SI1", "a", 10e-3, 8)
            .Capacitor("a", "CH2", 1e-6)
            .Resistor("CH2", Circuit.Ground, 47);

    private static Circuit Picofarads() =>
        new Circuit("22pf", "22 pF on CAP") { Step = TimeSpan.FromMicroseconds(2) }.Capacitor("CAP", Circuit.Ground, 22e-12);

    private static Circuit Electrolytic() =>
        new Circuit("100uf", "100 µF on CAP") { Step = TimeSpan.FromMicroseconds(100) }.Capacitor("CAP", Circuit.Ground, 100e-6);

    private static Circuit Buses() =>
        new Circuit("buses", "SCL to LA1, SDA to LA2, TX of the UART to LA3").Wire("SCL", "LA1").Wire("SDA", "LA2").Wire("TX", "LA3");

    private static Circuit Bridges() =>
        new Circuit("bridges", "SI1 to CH3, PV2 to CH2, PV1 to CH1, PCS into 100 Ω on AN4") { Step = TimeSpan.FromMicroseconds(10) }
            .Wire("SI1", "CH3")
            .Wire("PV2", "CH2")
            .Wire("PV1", "CH1")
            .Wire("PCS", "AN4")
            .Resistor("PCS", Circuit.Ground, 100);

    private static Circuit Sensors() =>
        new Circuit("sensors", "BMP180, MPU6050, SHT21, TSL2561 and HMC5883L on the I2C bus; SCL to LA1, SDA to LA2")
        {
            HasI2cSensors = true,
        }
            .Wire("SCL", "LA1")
            .Wire("SDA", "LA2");

    private static Circuit Jumpers(Circuit circuit) =>
        circuit
            .Wire("SI1", "CH1")
            .Wire("SI2", "CH2")
            .Wire("SQ1", "LA1")
            .Wire("SQ2", "LA2")
            .Wire("SQ3", "LA3")
            .Wire("SQ4", "LA4")
            .Wire("SQ1", "FRQ");
}
