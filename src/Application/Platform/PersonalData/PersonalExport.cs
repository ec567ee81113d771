using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Writes everything about a person as a ZIP file: one JSON file for each type of <see cref="PersonalRowList"/>, their stored files, and
/// the names of the events that the rows belong to.
/// </summary>
internal sealed class PersonalExport(IData data, IFileStore files, StoredFiles stored, PersonalExportLimits limits, TimeProvider clock)
    : IExport
{
    public const string ExportKind = "personal-data";

    /// <summary>The size of all stored files together, in bytes.</summary>
    private const long MaxFileBytes = ArchiveContent.MaxTotalBytes;

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Values = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public string Kind => ExportKind;

    public string FileName => "personal-data.zip";

    public string ContentType => "application/zip";

    public IReadOnlyList<string> RequiredModules => [TokenModule.None];

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var user = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == context.UserId && u.DeletedAt == null, ct)
            ?? throw RejectedException.Gone("The account was deleted.");
        var person = await Person.LoadAsync(data, user, ct);
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, null, ct);
        var found = new Found();
        foreach (var rows in PersonalRowList.All.Where(r => r.File is not null).OrderBy(r => r.File, StringComparer.Ordinal))
            await WriteRowsAsync(new Output(zip, target), rows, person, found, progress, ct);
        await WriteEventsAsync(zip, found.EventIds, ct);
        await WriteFilesAsync(zip, found.Urls, ct);
    }

    /// <summary>What the rows refer to.</summary>
    private sealed class Found
    {
        public int Rows { get; set; }

        public int LimitedRows { get; set; }

        public HashSet<long> EventIds { get; } = [];

        public HashSet<string> Urls { get; } = [];
    }

    /// <param name="File">What <paramref name="Zip"/> is written to.</param>
    private readonly record struct Output(ZipArchive Zip, Stream File);

    private async Task WriteRowsAsync(
        Output output,
        PersonalRows rows,
        Person person,
        Found found,
        ITaskProgress progress,
        CancellationToken ct
    )
    {
        var columns = rows.ExportedColumns(data);
        await using var entry = await output.Zip.CreateEntry($"{rows.File}.json").OpenAsync(ct);
        await using var json = new Utf8JsonWriter(entry, Format);
        json.WriteStartArray();
        await foreach (var batch in rows.ReadAsync(data, person, ct))
        {
            foreach (var row in batch)
                WriteRow(json, row, columns, rows, found);
            await json.FlushAsync(ct);
            found.Rows += batch.Count;
            found.LimitedRows += rows.IsDeletedBefore ? 0 : batch.Count;
            if (found.LimitedRows > limits.Rows || output.File.Position > limits.Bytes)
                throw RejectedException.Invalid("There is too much data about you for a file. Ask the site's operator for it.");
            await progress.ReportAsync(found.Rows, ct);
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, object row, IReadOnlyList<IProperty> columns, PersonalRows rows, Found found)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            var value = column.PropertyInfo!.GetValue(row);
            json.WritePropertyName(JsonNamingPolicy.KebabCaseLower.ConvertName(column.Name));
            JsonSerializer.Serialize(json, value, Values);
            if (column.Name == nameof(IEventContent.EventId) && value is long eventId)
                found.EventIds.Add(eventId);
            if (value is string { Length: > 0 } url && rows.FileMembers.Contains(column.Name))
                found.Urls.Add(url);
        }

        json.WriteEndObject();
    }

    private async Task WriteEventsAsync(ZipArchive zip, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry("events.json").OpenAsync(ct);
        await using var json = new Utf8JsonWriter(entry, Format);
        json.WriteStartArray();
        foreach (var part in ids.Order().Chunk(KeysetBatches.Size))
        {
            var events = await data.Set<Event>()
                .Where(e => part.Contains(e.Id))
                .OrderBy(e => e.Id)
                .Select(e => new
                {
                    e.Id,
                    e.Identifier,
                    e.Name,
                    e.StartsAt,
                    e.EndsAt,
                })
                .ToListAsync(ct);
            foreach (var e in events)
            {
                json.WriteStartObject();
                json.WriteNumber("id", e.Id);
                json.WriteString("identifier", e.Identifier);
                json.WriteString("name", e.Name);
                json.WriteString("starts-at", e.StartsAt);
                json.WriteString("ends-at", e.EndsAt);
                json.WriteEndObject();
            }

            await json.FlushAsync(ct);
        }

        json.WriteEndArray();
    }

    /// <summary>The stored files, and a list of them. Files of other servers, and those beyond the limit, are in the list only.</summary>
    private async Task WriteFilesAsync(ZipArchive zip, IReadOnlyCollection<string> urls, CancellationToken ct)
    {
        var list = new List<(string Url, string? Path)>();
        var total = 0L;
        foreach (var url in urls)
        {
            var path = stored.FindPath(url, StoredFiles.Images, StoredFiles.Uploads, StoredFiles.Tickets);
            await using var file = path is null ? null : await files.OpenAsync(path, ct);
            if (file is null || total + file.Length > MaxFileBytes)
            {
                list.Add((url, null));
                continue;
            }

            total += file.Length;
            var name = $"files/{list.Count + 1}{Path.GetExtension(path)}";
            list.Add((url, name));
            await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
            await file.Content.CopyToAsync(entry, ct);
        }

        await using var listEntry = await zip.CreateEntry("files.json").OpenAsync(ct);
        await using var json = new Utf8JsonWriter(listEntry, Format);
        json.WriteStartObject();
        json.WriteString("exported-at", clock.GetUtcNow());
        json.WriteStartArray("files");
        foreach (var (url, path) in list)
        {
            json.WriteStartObject();
            json.WriteString("url", url);
            json.WriteString("path", path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
