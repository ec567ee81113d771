namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A path of a square picture: PDF operators with whole numbers, from the lower left corner.</summary>
/// <param name="Operators">The operators, without the one that fills the path.</param>
/// <param name="Side">The side of the square in the unit of the operators.</param>
internal sealed record UnitPath(string Operators, int Side);
