using Microsoft.EntityFrameworkCore.Metadata;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Rows of one type that are about a person: what the export of their data has of them, and what the erasure of their account does with
/// them. <see cref="PersonalRowList"/> declares all of them.
/// </summary>
internal abstract class PersonalRows(Type type)
{
    public Type Type => type;

    /// <summary>The name of the file in the export. Null: the rows are not exported.</summary>
    public string? File { get; protected set; }

    /// <summary>The members that are not exported.</summary>
    public HashSet<string> OmittedMembers { get; } = [];

    /// <summary>The texts that the erasure leaves as they are.</summary>
    public HashSet<string> KeptMembers { get; } = [];

    /// <summary>Whether all texts stay that the declaration does not name, because the row is not about the person as such.</summary>
    public bool KeepsOthers { get; protected set; }

    /// <summary>The members that the erasure empties or replaces, of all rows or of some.</summary>
    public HashSet<string> ErasedMembers { get; } = [];

    /// <summary>The members with URLs of stored files that belong to the person.</summary>
    public List<string> FileMembers { get; } = [];

    /// <summary>The members with texts in which URLs of uploads may stand.</summary>
    public List<string> LinkMembers { get; } = [];

    /// <summary>Whether the erasure deletes rows, so that no text of them needs a declaration.</summary>
    public bool IsDeleted { get; protected set; }

    /// <summary>
    /// Whether the erasure deletes the rows in batches before its transaction, because there may be more than one transaction can delete.
    /// </summary>
    public bool IsDeletedBefore { get; protected set; }

    /// <summary>How many rows the export reads at once. All of them are in memory.</summary>
    public int BatchSize { get; protected set; } = KeysetBatches.Size;

    /// <summary>Whether the erasure of an account changes or deletes the rows by this declaration.</summary>
    public bool IsErased => IsDeleted || ErasedMembers.Count > 0;

    /// <summary>Why rows are not exported, or why something of them stays. Each statement is for people who read the code.</summary>
    public List<string> Reasons { get; } = [];

    /// <summary>The columns that the export has.</summary>
    public IReadOnlyList<IProperty> ExportedColumns(IData data) =>
        [
            .. FindType(data)
                .GetProperties()
                .Where(p => p.PropertyInfo is not null && !p.IsConcurrencyToken && !OmittedMembers.Contains(p.Name)),
        ];

    /// <summary>The type in the model of the database.</summary>
    public abstract IEntityType FindType(IData data);

    public abstract Task<int> CountAsync(IData data, Person person, CancellationToken ct);

    /// <summary>Reads the rows of the export in batches.</summary>
    public abstract IAsyncEnumerable<IReadOnlyList<object>> ReadAsync(IData data, Person person, CancellationToken ct);

    /// <summary>The values of <see cref="FileMembers"/> or <see cref="LinkMembers"/> that the erasure takes away from rows.</summary>
    public abstract Task<IReadOnlyList<string>> FindErasedTextsAsync(
        IData data,
        Person person,
        IReadOnlyList<string> members,
        CancellationToken ct
    );

    /// <summary>Deletes some of the rows.</summary>
    /// <returns>How many; 0 if there are none.</returns>
    public abstract Task<int> DeleteBatchAsync(IData data, Person person, int size, CancellationToken ct);

    /// <summary>Erases the rows in the open transaction. It may run twice.</summary>
    /// <returns>The number of changed and deleted rows.</returns>
    public abstract Task<int> EraseAsync(IData data, Person person, CancellationToken ct);
}
