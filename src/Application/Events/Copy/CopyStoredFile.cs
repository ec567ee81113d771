using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Copies a file of the file store. A file that no longer exists is skipped: its row shows a missing picture, as the original does.
/// </summary>
internal sealed class CopyStoredFile(IFileStore files) : IOutboxConsumer
{
    public const string EntryKind = "file-copy";

    /// <param name="From">The path of the file.</param>
    /// <param name="To">The path of the copy.</param>
    internal sealed record Payload(string From, string To);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (from, to) = payload.Deserialize<Payload>()!;
        if (await files.OpenAsync(from, ct) is not { } original)
            return;
        await using (original)
            await files.SaveAsync(to, original.Content, original.ContentType, ct);
    }
}
