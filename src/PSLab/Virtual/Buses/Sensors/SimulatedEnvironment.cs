namespace OpenEvent.PSLab.Virtual;

/// <summary>What the simulated sensors measure: a room whose values change slowly, and a board that is tilted and turned.</summary>
internal sealed class SimulatedEnvironment(SimulationClock clock)
{
    private double Seconds => TickClock.ToSeconds(clock.Now);

    /// <summary>In degrees Celsius.</summary>
    public double Temperature => 22 + 1.5 * Wave(120);

    /// <summary>In pascals.</summary>
    public double Pressure => 100_800 + 60 * Wave(45);

    /// <summary>Relative, in percent.</summary>
    public double Humidity => 45 + 5 * Wave(90);

    /// <summary>In lux.</summary>
    public double Illuminance => 300 + 100 * Wave(20);

    /// <summary>The acceleration in g: gravity on a board that is tilted by up to 10° around its x axis.</summary>
    public (double X, double Y, double Z) Acceleration => (0, Math.Sin(Tilt), Math.Cos(Tilt));

    /// <summary>The rate of rotation around the x axis in degrees per second.</summary>
    public double TiltRate => 10 * 2 * Math.PI / 8 * Math.Cos(2 * Math.PI * Seconds / 8);

    /// <summary>The magnetic field in gauss: 0.2 horizontally, on a board that turns once a minute, and 0.43 downwards.</summary>
    public (double X, double Y, double Z) Field =>
        (0.2 * Math.Cos(2 * Math.PI * Seconds / 60), -0.2 * Math.Sin(2 * Math.PI * Seconds / 60), 0.43);

    private double Tilt => 10 * Math.PI / 180 * Wave(8);

    private double Wave(double period) => Math.Sin(2 * Math.PI * Seconds / period);
}
