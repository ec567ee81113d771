namespace OpenEvent.Domain.Common;

/// <summary>A row with an identity that the database gives, and a version that the database changes at every write.</summary>
public abstract class Entity
{
    public long Id { get; set; }

    /// <summary>PostgreSQL's <c>xmin</c>: other after every committed write of the row. Part of the ETag and the guard against lost updates.</summary>
    public uint Version { get; set; }
}
