namespace OpenEvent.Application.Common;

/// <summary>The size of one table.</summary>
/// <param name="Rows">Rows, as PostgreSQL estimates them; 0 or more.</param>
/// <param name="BytesPerRow">Bytes on disk of the average row, with its long texts, which are compressed.</param>
public readonly record struct TableSize(long Rows, long BytesPerRow);
