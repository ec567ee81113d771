namespace OpenEvent.PSLab.Virtual;

/// <summary>A part of a circuit as users see it.</summary>
/// <param name="Kind"><c>wire</c>, <c>resistor</c>, <c>capacitor</c>, <c>inductor</c>, <c>diode</c> or <c>sine</c>.</param>
/// <param name="From">A pin of the board, <c>GND</c>, or another node. The anode of a diode.</param>
/// <param name="To">As <paramref name="From"/>.</param>
/// <param name="Value">In <paramref name="Unit"/>; null for wires and diodes. The amplitude of a sine.</param>
/// <param name="Unit">Ω, F, H or V; null for wires and diodes.</param>
public sealed record CircuitPart(string Kind, string From, string To, double? Value, string? Unit);
