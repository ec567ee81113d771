using OpenEvent.Application.Lab;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Maps the virtual board's circuits to the application's types.</summary>
internal sealed class PSLabCircuitCatalogue : ICircuitCatalogue
{
    public IReadOnlyList<CircuitDescription> All { get; } = [.. CircuitCatalogue.All.Select(Describe)];

    /// <summary>The name of a configured circuit; null for a file, whose path users must not see.</summary>
    /// <param name="configured">A name, a path, or empty for the default.</param>
    public static string? FindName(string configured) =>
        CircuitCatalogue.Find(configured.Length > 0 ? configured : CircuitCatalogue.DefaultName)?.Name;

    private static CircuitDescription Describe(Circuit circuit) =>
        new(
            circuit.Name,
            circuit.Summary,
            [.. circuit.Wiring.Select(p => new CircuitPartDescription(p.Kind, p.From, p.To, p.Value, p.Unit))]
        );
}
