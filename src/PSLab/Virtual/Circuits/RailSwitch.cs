namespace OpenEvent.PSLab.Virtual;

/// <summary>A switch that connects a node to a voltage through a resistor.</summary>
internal sealed class RailSwitch(int node, double ohms)
{
    public int Node => node;

    /// <summary>The voltage of the rail; null while the switch is open.</summary>
    public double? Volts { get; set; }

    public double Slope => Volts is null ? 0 : 1 / ohms;

    public double Current(double volts) => Volts is { } rail ? (rail - volts) / ohms : 0;
}
