using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Reads the rows of an archive for a new event, and links them by their ids in the archive.</summary>
internal sealed class ArchiveRows(
    ResourceCatalog catalog,
    ArchiveContent archive,
    MediaImporter media,
    ArchiveProblems problems,
    ArchiveRowCount count,
    Event draft
)
{
    private readonly List<EventContent> _rows = [];
    private readonly List<CustomFormTranslate> _translations = [];

    /// <summary>All rows of the event that were read.</summary>
    public IReadOnlyList<EventContent> Rows => _rows;

    /// <summary>The names of the forms' questions in other languages.</summary>
    public IReadOnlyList<CustomFormTranslate> Translations => _translations;

    /// <param name="accept">A rule of the type. It gets the place of the row in its file.</param>
    /// <returns>The rows by their ids in the file.</returns>
    public async Task<Dictionary<long, T>> ReadAsync<T>(string file, Func<T, JsonElement, int, Task>? accept = null)
        where T : EventContent, new()
    {
        var byId = new Dictionary<long, T>();
        var items = archive.Rows(file);
        count.Add(items.Count, file);
        var reader = new ArchiveRowReader<T>(catalog.Of<T>(), file, media, problems);
        for (var i = 0; i < items.Count && !problems.IsFull; i++)
        {
            var row = ReadRow(reader, items[i], i);
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
    public T? ReadOne<T>(JsonElement parent, string name, Action<T>? accept = null)
        where T : EventContent, new()
    {
        if (!parent.TryGetProperty(name, out var json) || json.ValueKind == JsonValueKind.Null)
            return null;
        var reader = new ArchiveRowReader<T>(catalog.Of<T>(), $"{ArchiveFormat.Event}/{name}", media, problems);
        var row = ReadRow(reader, json, null);
        accept?.Invoke(row);
        return row;
    }

    /// <summary>Reads the names of a question in other languages, if it has some.</summary>
    public void ReadTranslations(CustomForm form, JsonElement json, int item)
    {
        if (!json.TryGetProperty(ArchiveFormat.Translations, out var list) || list.ValueKind != JsonValueKind.Array)
            return;
        count.Add(list.GetArrayLength(), ArchiveFormat.Forms);
        var file = $"{ArchiveFormat.Forms}/{item}/{ArchiveFormat.Translations}";
        var reader = new ArchiveRowReader<CustomFormTranslate>(catalog.Of<CustomFormTranslate>(), file, media, problems);
        foreach (var (i, value) in list.EnumerateArray().Index().TakeWhile(_ => !problems.IsFull))
        {
            var row = new CustomFormTranslate { CustomForm = form };
            reader.Read(value, row, i);
            _translations.Add(row);
        }
    }

    /// <summary>Reads the links of the event to other sites: a member of the event, or a file of its own.</summary>
    public void ReadSocialLinks()
    {
        const string File = ArchiveFormat.SocialLinks;
        var items =
            archive.Event.TryGetProperty(File, out var list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray()]
                : archive.Rows(File);
        count.Add(items.Count, File);
        var reader = new ArchiveRowReader<SocialLink>(catalog.Of<SocialLink>(), File, media, problems);
        for (var i = 0; i < items.Count && !problems.IsFull; i++)
            ReadRow(reader, items[i], i);
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
        foreach (var value in list.EnumerateArray().Take(ArchiveRowCount.MaxSpeakers))
            if (ToId(value) is { } id && rows.TryGetValue(id, out var row))
                found.Add(row);
            else
                problems.Add(file, item, name, $"The file {targets} has no row with this id.");
        found = [.. found.Distinct()];
        count.Add(found.Count, file);
        return found;
    }

    private T ReadRow<T>(ArchiveRowReader<T> reader, JsonElement json, int? item)
        where T : EventContent, new()
    {
        var row = new T { Event = draft };
        reader.Read(json, row, item);
        _rows.Add(row);
        return row;
    }

    private static long? ReadId(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? ToId(value) : null;

    private static long? ToId(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) ? id : null;
}
