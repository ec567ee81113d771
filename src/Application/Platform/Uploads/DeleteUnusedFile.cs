using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Deletes a stored file that a row does not name any more, if no other row refers to it. The entry is processed some time after the
/// commit: pages that show the former picture may be open.
/// </summary>
internal sealed class DeleteUnusedFile(IFileStore files, FileReferences references) : IOutboxConsumer
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
        if (!await references.ExistAsync(path, ct))
            await files.DeleteAsync(path, ct);
    }
}
