using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Deletes a stored file that a row does not name any more, if no other row refers to it. The entry is processed some time after the
/// commit: pages that show the former picture may be open.
/// </summary>
internal sealed class DeleteUnusedFile(IData data, IFileStore files, IStoredFileReferences references) : IOutboxConsumer
{
    public const string EntryKind = "file-delete-unused";

    internal sealed record Payload(string Path);

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) =>
        DeleteAsync(payload.Deserialize<Payload>()!.Path, ct);

    public async Task DeleteAsync(string path, CancellationToken ct)
    {
        // URLs that were invented have no file, and the search for references is expensive.
        await using (var file = await files.OpenAsync(path, ct))
            if (file is null)
                return;
        if (!await IsNamedAsync(path, ct))
            await files.DeleteAsync(path, ct);
    }

    /// <summary>Only tasks name the files of imports, so that no other table is searched for these.</summary>
    private async Task<bool> IsNamedAsync(string path, CancellationToken ct) =>
        await data.Set<QueuedTask>().AnyAsync(t => t.InputPath == path || t.ResultPath == path, ct)
        || (!path.StartsWith(StoredFiles.Imports, StringComparison.Ordinal) && (await references.FindNamedAsync([path], ct)).Count > 0);
}
