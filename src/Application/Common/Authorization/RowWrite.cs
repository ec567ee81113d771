namespace OpenEvent.Application.Common;

/// <summary>What a statement does to a row.</summary>
public enum RowWrite
{
    Create,
    Change,
    Remove,

    /// <summary>Sets the deletion time of a soft-deleted row.</summary>
    Trash,

    /// <summary>Clears the deletion time of a soft-deleted row.</summary>
    Restore,
}
