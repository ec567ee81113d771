namespace OpenEvent.Domain.Common;

/// <summary>A row with an id and a version, both set by the database.</summary>
public abstract class Entity
{
    public long Id { get; set; }

    /// <summary>
    /// PostgreSQL's <c>xmin</c> column, which changes with every write of the row. It is part of the ETag and prevents lost updates.
    /// </summary>
    public uint Version { get; set; }
}
