namespace OpenEvent.Application.Common;

/// <summary>Finds out whether rows still name a stored file, before it is deleted: several rows may show one picture.</summary>
public interface IStoredFileReferences
{
    /// <summary>
    /// The paths that a URL or a text of some row contains. Deleted rows count, because they can be restored. Call it after the changes are
    /// saved.
    /// </summary>
    Task<IReadOnlyCollection<string>> FindNamedAsync(IReadOnlyCollection<string> paths, CancellationToken ct);
}
