using System.Text.Json;

namespace OpenEvent.Application.Common;

/// <summary>Deletes a file of the file store after the commit of the unit of work that no longer names it.</summary>
internal sealed class DeleteStoredFile(IFileStore files) : IOutboxConsumer
{
    public const string EntryKind = "file-delete";

    internal sealed record Payload(string Path);

    public static void Queue(IOutbox outbox, string path) => outbox.Add(EntryKind, path, new Payload(path));

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) =>
        files.DeleteAsync(payload.Deserialize<Payload>()!.Path, ct);
}
