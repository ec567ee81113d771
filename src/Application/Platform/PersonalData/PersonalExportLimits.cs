namespace OpenEvent.Application.Platform;

/// <summary>How large the export of a person's data becomes at most.</summary>
/// <param name="Rows">Without those of <see cref="PersonalRows.IsDeletedBefore"/>, of which a person may have any number.</param>
/// <param name="Bytes">Of the ZIP file without the stored files.</param>
internal sealed record PersonalExportLimits(int Rows = 1_000_000, long Bytes = 1L << 30);
