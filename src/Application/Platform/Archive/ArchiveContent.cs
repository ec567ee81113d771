using System.IO.Compression;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// An opened archive. Nothing is extracted to the disk. Sizes are checked before and while an entry is read, so that a small file that
/// expands to a large one (a zip bomb) costs nothing.
/// </summary>
internal sealed class ArchiveContent : IAsyncDisposable
{
    public const int MaxEntries = 10_000;

    /// <summary>The largest JSON file, in bytes.</summary>
    public const int MaxJsonBytes = 20 * 1024 * 1024;

    /// <summary>The size of all entries together, in bytes.</summary>
    public const long MaxTotalBytes = 300L * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];
    private readonly Dictionary<string, JsonDocument> _documents = [];

    private ArchiveContent(ZipArchive zip) => _zip = zip;

    /// <exception cref="RejectedException">Invalid: it is no archive of an event, or too large.</exception>
    public static async Task<ArchiveContent> OpenAsync(Stream file, CancellationToken ct)
    {
        ArchiveContent? content = null;
        try
        {
            content = new ArchiveContent(await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, null, ct));
            content.IndexEntries();
            foreach (var name in ArchiveFormat.Files)
                await content.ParseAsync(name, ct);
            return content._documents.ContainsKey(ArchiveFormat.Event)
                ? content
                : throw RejectedException.Invalid("The archive has no file `event`.");
        }
        catch (Exception e) when (e is InvalidDataException or RejectedException or NotSupportedException)
        {
            if (content is not null)
                await content.DisposeAsync();
            throw e as RejectedException ?? RejectedException.Invalid("The file is no readable ZIP archive.");
        }
    }

    /// <summary>The event; anything but an object is rejected.</summary>
    public JsonElement Event =>
        _documents[ArchiveFormat.Event].RootElement is { ValueKind: JsonValueKind.Object } json
            ? json
            : throw RejectedException.Invalid("The file `event` must contain an object.", "/event");

    /// <summary>The rows of a file; empty if there is no such file.</summary>
    public IReadOnlyList<JsonElement> Rows(string file)
    {
        if (!_documents.TryGetValue(file, out var document))
            return [];
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw RejectedException.Invalid($"The file `{file}` must contain a list.", $"/{file}");
        return [.. document.RootElement.EnumerateArray()];
    }

    /// <returns>Null: the archive has no such file.</returns>
    /// <exception cref="RejectedException">Invalid: it is too large.</exception>
    public async Task<byte[]?> ReadMediaAsync(string path, CancellationToken ct) =>
        _entries.TryGetValue(path, out var entry) ? await ReadAsync(entry, UploadLimits.MaxFileBytes, ct) : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var document in _documents.Values)
            document.Dispose();
        await _zip.DisposeAsync();
    }

    private void IndexEntries()
    {
        if (_zip.Entries.Count > MaxEntries)
            throw RejectedException.Invalid($"The archive has more than {MaxEntries} files.");
        var total = 0L;
        foreach (var entry in _zip.Entries)
        {
            var name = entry.FullName;
            if (!ArchiveFormat.Files.Contains(name) && !ArchiveFormat.IsMediaPath(name))
                throw RejectedException.Invalid($"The archive has a file that does not belong to it: {Shorten(name)}");
            if (!_entries.TryAdd(name, entry))
                throw RejectedException.Invalid($"The archive has two files {name}.");
            total += entry.Length;
        }

        if (total > MaxTotalBytes)
            throw RejectedException.Invalid($"The files of the archive have more than {MaxTotalBytes / 1024 / 1024} MB.");
    }

    private async Task ParseAsync(string name, CancellationToken ct)
    {
        if (!_entries.TryGetValue(name, out var entry))
            return;
        try
        {
            _documents.Add(name, JsonDocument.Parse(await ReadAsync(entry, MaxJsonBytes, ct), Options));
        }
        catch (JsonException)
        {
            throw RejectedException.Invalid($"The file `{name}` is not valid JSON.", $"/{name}");
        }
    }

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry, int limit, CancellationToken ct)
    {
        if (entry.Length > limit)
            throw TooLarge(entry, limit);
        await using var stream = await entry.OpenAsync(ct);
        using var content = new MemoryStream((int)entry.Length);
        var buffer = new byte[64 * 1024];
        for (int length; (length = await stream.ReadAsync(buffer, ct)) > 0; )
        {
            if (content.Length + length > limit)
                throw TooLarge(entry, limit); // the header of the entry lies
            content.Write(buffer, 0, length);
        }

        return content.ToArray();
    }

    private static RejectedException TooLarge(ZipArchiveEntry entry, int limit) =>
        RejectedException.Invalid($"The file {entry.FullName} has more than {limit / 1024 / 1024} MB.");

    private static string Shorten(string name) => name.Length > 100 ? name[..100] + "…" : name;
}
