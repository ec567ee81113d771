namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// A current source with a limited supply: it delivers at most (<paramref name="supply"/> − v) / <paramref name="ohms"/>.
/// </summary>
internal sealed class CurrentSource(string pin, CircuitEquations.Terminal at, double supply, double ohms)
{
    public string Pin => pin;

    public CircuitEquations.Terminal At => at;

    public double Amperes { get; set; }

    public double Current(double volts) => Amperes <= 0 ? 0 : Math.Min(Amperes, (supply - volts) / ohms);

    public double Slope(double volts) => Amperes > 0 && (supply - volts) / ohms < Amperes ? 1 / ohms : 0;
}
