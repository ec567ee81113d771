namespace OpenEvent.Application.Common;

/// <summary>The sizes of the tables, at most about a minute old, for estimates of what a query costs.</summary>
public interface ITableSizes
{
    /// <summary>The size of the table of an entity type; of an empty table if it is not known yet.</summary>
    TableSize Of(Type entity);
}

/// <summary>The size of one table.</summary>
/// <param name="Rows">Rows, as PostgreSQL estimates them; 0 or more.</param>
/// <param name="BytesPerRow">Bytes on disk of the average row, with its long texts, which are compressed.</param>
public readonly record struct TableSize(long Rows, long BytesPerRow);
