using System.IO.Compression;
using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// An opened archive. Nothing is extracted to the disk. Sizes are checked before and while an entry is read, so a small file that expands
/// to a large one (a zip bomb) is rejected before it uses memory.
/// </summary>
internal sealed class ArchiveContent : IAsyncDisposable
{
    /// <summary>The size of all entries together, in bytes. An export writes no larger archive.</summary>
    public const long MaxTotalBytes = 300L * 1024 * 1024;

    private const int MaxEntries = 10_000;

    /// <summary>The size of all JSON files together, in bytes.</summary>
    private const int MaxJsonBytes = 20 * 1024 * 1024;

    /// <summary>The number of names and values in all JSON files together. A parsed document has 12 bytes for each.</summary>
    private const int MaxTokens = 1_000_000;

    private const int MaxDepth = 64;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];
    private readonly Dictionary<string, JsonDocument> _documents = [];
    private int _jsonBytes;
    private int _tokens;

    private ArchiveContent(ZipArchive zip) => _zip = zip;

    /// <exception cref="RejectedException">Invalid: it is not an archive of an event, or too large.</exception>
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
            throw e as RejectedException ?? RejectedException.Invalid("The file is not a readable ZIP archive.");
        }
    }

    /// <summary>The rejection of an archive whose files are too large.</summary>
    public static RejectedException TotalTooLarge() =>
        RejectedException.Invalid($"The files of the archive have more than {ToMegabytes(MaxTotalBytes)} MB.");

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

    /// <summary>The paths of media that the rows name, each once.</summary>
    public IReadOnlyCollection<string> ListMediaPaths()
    {
        var paths = new HashSet<string>();
        foreach (var document in _documents.Values)
            MediaReference.Collect(document.RootElement, paths);
        return paths;
    }

    /// <returns>Null if the archive has no such file.</returns>
    /// <exception cref="RejectedException">Invalid: it is too large.</exception>
    public async Task<byte[]?> ReadMediaAsync(string path, CancellationToken ct) =>
        _entries.TryGetValue(path, out var entry)
            ? await ReadAsync(
                entry,
                UploadAccess.MaxFileBytes,
                $"The file {path} has more than {ToMegabytes(UploadAccess.MaxFileBytes)} MB.",
                ct
            )
            : null;

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
            if (!ArchiveFormat.IsPath(name))
                throw RejectedException.Invalid($"The archive has a file that does not belong to it: {TextLimit.Shorten(name, 100)}");
            if (!_entries.TryAdd(name, entry))
                throw RejectedException.Invalid($"The archive has two files {name}.");
            total += entry.Length;
        }

        if (total > MaxTotalBytes)
            throw TotalTooLarge();
    }

    private async Task ParseAsync(string name, CancellationToken ct)
    {
        if (!_entries.TryGetValue(name, out var entry))
            return;
        var json = await ReadAsync(
            entry,
            MaxJsonBytes - _jsonBytes,
            $"The JSON files of the archive have more than {ToMegabytes(MaxJsonBytes)} MB.",
            ct
        );
        _jsonBytes += json.Length;
        try
        {
            CountTokens(json);
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            _documents.Add(name, document);
            if (!JsonText.HasReadableNames(document.RootElement))
                throw RejectedException.Invalid($"The file `{name}` has a member whose name contains an unpaired surrogate.", $"/{name}");
        }
        catch (JsonException)
        {
            throw RejectedException.Invalid($"The file `{name}` is not valid JSON.", $"/{name}");
        }
    }

    private void CountTokens(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
            if (++_tokens > MaxTokens)
                throw RejectedException.Invalid($"The JSON files of the archive have more than {MaxTokens} names and values.");
    }

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry, int limit, string tooLarge, CancellationToken ct)
    {
        if (entry.Length > limit)
            throw RejectedException.Invalid(tooLarge);
        await using var stream = await entry.OpenAsync(ct);
        // The entry may be longer than its header says.
        return await LimitedStream.ReadAsync(stream, limit, () => RejectedException.Invalid(tooLarge), ct);
    }

    private static long ToMegabytes(long bytes) => bytes / 1024 / 1024;
}
