namespace OpenEvent.Application.Lab;

/// <summary>The circuits that users can connect to a virtual device.</summary>
public interface ICircuitCatalogue
{
    IReadOnlyList<CircuitDescription> All { get; }
}

/// <summary>A circuit at the pins of a virtual device.</summary>
/// <param name="Description">One sentence.</param>
public sealed record CircuitDescription(string Name, string Description, IReadOnlyList<CircuitPartDescription> Parts);

/// <summary>A part of a circuit between two nodes.</summary>
/// <param name="Kind"><c>wire</c>, <c>resistor</c>, <c>capacitor</c>, <c>inductor</c>, <c>diode</c> or <c>sine</c>.</param>
/// <param name="From">A pin of the board, <c>GND</c>, or another node. The anode of a diode.</param>
/// <param name="To">As <paramref name="From"/>.</param>
/// <param name="Value">In <paramref name="Unit"/>; null for wires and diodes.</param>
/// <param name="Unit">Ω, F, H or V; null for wires and diodes.</param>
public sealed record CircuitPartDescription(string Kind, string From, string To, double? Value, string? Unit);

internal static class CircuitsByName
{
    public static bool Contains(this ICircuitCatalogue circuits, string name) => circuits.All.Any(c => c.Name == name);

    /// <summary>The rejection of a name that is not in the catalogue.</summary>
    public static string DescribeUnknown(string? name) => $"There is no circuit '{name}'. GET /v1/lab/circuits lists them.";
}
