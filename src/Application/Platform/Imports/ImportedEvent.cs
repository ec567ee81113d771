using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Reads the rows of an archive for a new event, and links them by their ids in the archive.</summary>
internal sealed class ImportedEvent(
    ResourceCatalog catalog,
    ArchiveContent archive,
    ArchiveMediaReader media,
    ArchiveProblems problems,
    Event draft
)
{
    /// <summary>The largest number of rows of an archive.</summary>
    public const int MaxRows = 10_000;

    private readonly List<EventContent> _rows = [];

    /// <summary>All rows of the event that were read.</summary>
    public IReadOnlyList<EventContent> Rows => _rows;

    /// <param name="accept">A rule of the type. It gets the place of the row in its file.</param>
    /// <returns>The rows by their ids in the file.</returns>
    public async Task<Dictionary<long, T>> ReadAsync<T>(string file, Func<T, JsonElement, int, Task>? accept, CancellationToken ct)
        where T : EventContent, new()
    {
        var byId = new Dictionary<long, T>();
        var items = archive.Rows(file);
        if (_rows.Count + items.Count > MaxRows)
            throw RejectedException.Invalid($"The archive has more than {MaxRows} rows.", $"/{file}");
        var reader = new ArchiveRowReader<T>(catalog.Of<T>(), file, media, problems);
        for (var i = 0; i < items.Count && !problems.IsFull; i++)
        {
            var row = await ReadRowAsync(reader, items[i], i, ct);
            if (items[i].ValueKind != JsonValueKind.Object)
                continue;
            if (ReadId(items[i], "id") is { } id && !byId.TryAdd(id, row))
                problems.Add(file, i, "id", "Another row of the file has this id.");
            if (accept is not null)
                await accept(row, items[i], i);
        }

        return byId;
    }

    /// <summary>Reads the object of a member of the event, if it has one.</summary>
    public async Task<T?> ReadOneAsync<T>(JsonElement parent, string name, CancellationToken ct)
        where T : EventContent, new()
    {
        if (!parent.TryGetProperty(name, out var json) || json.ValueKind == JsonValueKind.Null)
            return null;
        return await ReadRowAsync(
            new ArchiveRowReader<T>(catalog.Of<T>(), $"{ArchiveFormat.Event}/{name}", media, problems),
            json,
            null,
            ct
        );
    }

    /// <summary>Reads the objects of a list of the event.</summary>
    public async Task ReadListAsync<T>(IReadOnlyList<JsonElement> items, string file, CancellationToken ct)
        where T : EventContent, new()
    {
        if (_rows.Count + items.Count > MaxRows)
            throw RejectedException.Invalid($"The archive has more than {MaxRows} rows.", $"/{file}");
        var reader = new ArchiveRowReader<T>(catalog.Of<T>(), file, media, problems);
        for (var i = 0; i < items.Count && !problems.IsFull; i++)
            await ReadRowAsync(reader, items[i], i, ct);
    }

    /// <summary>The row that a member names. An id that is not in the archive is a problem, so no row of another event is linked.</summary>
    public T? Find<T>(Dictionary<long, T> rows, JsonElement json, string name, string file, string targets, int item)
        where T : class
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (ToId(value) is { } id && rows.TryGetValue(id, out var row))
            return row;
        problems.Add(file, item, name, $"The file {targets} has no row with this id.");
        return null;
    }

    /// <summary>The rows that a list of ids names.</summary>
    public List<T> FindAll<T>(Dictionary<long, T> rows, JsonElement json, string name, string file, string targets, int item)
        where T : class
    {
        var found = new List<T>();
        if (!json.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
            return found;
        foreach (var value in list.EnumerateArray().Take(100))
            if (ToId(value) is { } id && rows.TryGetValue(id, out var row))
                found.Add(row);
            else
                problems.Add(file, item, name, $"The file {targets} has no row with this id.");
        return [.. found.Distinct()];
    }

    private async Task<T> ReadRowAsync<T>(ArchiveRowReader<T> reader, JsonElement json, int? item, CancellationToken ct)
        where T : EventContent, new()
    {
        var row = new T { Event = draft };
        await reader.ReadAsync(json, row, item, ct);
        _rows.Add(row);
        return row;
    }

    private static long? ReadId(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? ToId(value) : null;

    private static long? ToId(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) ? id : null;
}
