namespace OpenEvent.PSLab.Virtual;

/// <summary>A switch that connects a node to a supply rail through a resistor.</summary>
internal sealed class RailSwitch(int node)
{
    public const double Ohms = 10_000;

    public int Node => node;

    /// <summary>The voltage of the rail; null while the switch is open.</summary>
    public double? Volts { get; set; }
}
