namespace OpenEvent.Application.Resources;

/// <summary>A row of a query result, with values that the same SQL statement returns.</summary>
internal sealed class QueryRow<T>
{
    public required T Row { get; init; }

    /// <summary>
    /// In an include: the key by which the row is linked to its owner. In a page of a list: the number of rows in the whole list.
    /// </summary>
    public long OwnerKeyOrTotalCount { get; init; }

    /// <summary>The parent row, where the parent's policy decides whether this row is visible; otherwise null.</summary>
    public Domain.Common.Entity? Parent { get; init; }
}
