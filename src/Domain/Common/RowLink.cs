namespace OpenEvent.Domain.Common;

/// <summary>A link between two rows, as the policy of one of them decides on it.</summary>
/// <param name="Relationship">The JSON name of the relationship at this row; that of the other row if this row's type has none.</param>
/// <param name="Other">The row at the other end.</param>
public sealed record RowLink(string Relationship, Entity Other);
