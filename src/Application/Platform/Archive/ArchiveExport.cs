using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>Writes the archive of an event (<see cref="ArchiveFormat"/>). <c>ImportEvent</c> reads it.</summary>
internal sealed class ArchiveExport(IData data, ResourceCatalog catalog, IFileStore files, StoredFiles stored, IPublicUrl publicUrl)
    : IExport
{
    private const int BatchSize = 200;

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string ArchiveKind = "event-zip";

    /// <summary>The modules of the rows of an archive. An import needs them for writing.</summary>
    public static readonly IReadOnlyList<string> Modules = [TokenModule.Events, TokenModule.Programme];

    /// <summary>No event has this id.</summary>
    private const long NoEvent = 0;

    public string Kind => ArchiveKind;

    public string FileName => "event.zip";

    public string ContentType => "application/zip";

    public IReadOnlyList<string> RequiredModules => Modules;

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var e = context.Event!;
        var media = new MediaCollector(context.Media, stored);
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, null, ct);
        await WriteFileAsync(zip, ArchiveFormat.Meta, json => WriteMeta(json), ct);
        var document = await DescribeEventAsync(e, media, ct);
        await WriteFileAsync(zip, ArchiveFormat.Event, json => document.WriteTo(json), ct);

        await WriteFormsAsync(zip, e.Id, media, ct);
        var rooms = await WriteRowsAsync<Microlocation>(zip, ArchiveFormat.Microlocations, e.Id, media, null, ct);
        // Sponsors that are not enabled could not be imported.
        await WriteRowsAsync<Sponsor>(zip, ArchiveFormat.Sponsors, e.IsSponsorsEnabled ? e.Id : NoEvent, media, null, ct);
        var speakers = await WriteRowsAsync<Speaker>(zip, ArchiveFormat.Speakers, e.Id, media, null, ct);
        var tracks = await WriteRowsAsync<Track>(zip, ArchiveFormat.Tracks, e.Id, media, null, ct);
        var types = await WriteRowsAsync<SessionType>(zip, ArchiveFormat.SessionTypes, e.Id, media, null, ct);
        await WriteRowsAsync<Session>(
            zip,
            ArchiveFormat.Sessions,
            e.Id,
            media,
            async (batch, ids) =>
            {
                var links = await data.Set<SessionSpeaker>().AsNoTracking().Where(x => ids.Contains(x.SessionId)).ToListAsync(ct);
                foreach (var (session, json) in batch)
                    Link(json, session, rooms, tracks, types, speakers, links);
            },
            ct
        );
        await WriteMediaAsync(zip, media, ct);
    }

    private void WriteMeta(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("root_url", publicUrl.ToAbsolute("/"));
        json.WriteEndObject();
    }

    /// <summary>The event with what it has one of, and its links to other sites.</summary>
    private async Task<JsonObject> DescribeEventAsync(Event e, MediaCollector media, CancellationToken ct)
    {
        var json = Writer<Event>(ArchiveFormat.Event, media).Write(e, null);
        json[ArchiveFormat.EventType] = await data.Set<EventType>()
            .Where(t => t.Id == e.EventTypeId)
            .Select(t => t.Name)
            .SingleOrDefaultAsync(ct);
        json[ArchiveFormat.EventTopic] = await data.Set<EventTopic>()
            .Where(t => t.Id == e.EventTopicId)
            .Select(t => t.Name)
            .SingleOrDefaultAsync(ct);
        json[ArchiveFormat.EventSubTopic] = await data.Set<EventSubTopic>()
            .Where(t => t.Id == e.EventSubTopicId)
            .Select(t => t.Name)
            .SingleOrDefaultAsync(ct);
        json[ArchiveFormat.Copyright] = await DescribeOneAsync<EventCopyright>(ArchiveFormat.Copyright, e.Id, media, ct);
        json[ArchiveFormat.SpeakersCall] = await DescribeOneAsync<SpeakersCall>(ArchiveFormat.SpeakersCall, e.Id, media, ct);
        var links = await Rows<SocialLink>(e.Id).OrderBy(l => l.Id).ToListAsync(ct);
        var writer = Writer<SocialLink>(ArchiveFormat.SocialLinks, media);
        json[ArchiveFormat.SocialLinks] = new JsonArray([.. links.Select((l, i) => (JsonNode)writer.Write(l, i + 1))]);
        return json;
    }

    private async Task<JsonObject?> DescribeOneAsync<T>(string file, long eventId, MediaCollector media, CancellationToken ct)
        where T : EventContent =>
        await Rows<T>(eventId).SingleOrDefaultAsync(ct) is { } row ? Writer<T>(file, media).Write(row, null) : null;

    private Task WriteFormsAsync(ZipArchive zip, long eventId, MediaCollector media, CancellationToken ct) =>
        WriteRowsAsync<CustomForm>(
            zip,
            ArchiveFormat.Forms,
            eventId,
            media,
            async (batch, ids) =>
            {
                var options = await data.Set<CustomFormOption>()
                    .AsNoTracking()
                    .Where(o => ids.Contains(o.CustomFormId) && o.DeletedAt == null)
                    .OrderBy(o => o.Id)
                    .ToListAsync(ct);
                var translations = await data.Set<CustomFormTranslate>()
                    .AsNoTracking()
                    .Where(t => ids.Contains(t.CustomFormId))
                    .OrderBy(t => t.Id)
                    .ToListAsync(ct);
                var writer = Writer<CustomFormTranslate>(ArchiveFormat.Forms, media);
                foreach (var (form, json) in batch)
                {
                    json[ArchiveFormat.Options] = new JsonArray([
                        .. options.Where(o => o.CustomFormId == form.Id).Select(o => (JsonNode?)JsonValue.Create(o.Value)),
                    ]);
                    json[ArchiveFormat.Translations] = new JsonArray([
                        .. translations.Where(t => t.CustomFormId == form.Id).Select(t => (JsonNode?)writer.Write(t, null)),
                    ]);
                }
            },
            ct
        );

    /// <param name="complete">Adds members to the objects of a batch. The second argument contains the ids of the rows.</param>
    /// <returns>The id in the file by the id of each row.</returns>
    private async Task<Dictionary<long, long>> WriteRowsAsync<T>(
        ZipArchive zip,
        string file,
        long eventId,
        MediaCollector media,
        Func<List<(T Row, JsonObject Json)>, List<long>, Task>? complete,
        CancellationToken ct
    )
        where T : EventContent
    {
        var ids = new Dictionary<long, long>();
        var writer = Writer<T>(file, media);
        await using var entry = await zip.CreateEntry(file).OpenAsync(ct);
        await using var json = new Utf8JsonWriter(entry, Format);
        json.WriteStartArray();
        var batches = KeysetBatches.ReadBatchesAsync(
            last => Rows<T>(eventId).Where(r => r.Id > last).OrderBy(r => r.Id),
            row => row.Id,
            BatchSize,
            ct
        );
        await foreach (var rows in batches)
        {
            var batch = new List<(T Row, JsonObject Json)>(rows.Count);
            foreach (var row in rows)
            {
                ids.Add(row.Id, ids.Count + 1);
                batch.Add((row, writer.Write(row, ids.Count)));
            }

            if (complete is not null)
                await complete(batch, [.. rows.Select(r => r.Id)]);
            foreach (var (_, written) in batch)
                written.WriteTo(json);
            await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        return ids;
    }

    private static void Link(
        JsonObject json,
        Session session,
        Dictionary<long, long> rooms,
        Dictionary<long, long> tracks,
        Dictionary<long, long> types,
        Dictionary<long, long> speakers,
        List<SessionSpeaker> links
    )
    {
        json[ArchiveFormat.MicrolocationId] = Find(rooms, session.MicrolocationId);
        json[ArchiveFormat.TrackId] = Find(tracks, session.TrackId);
        json[ArchiveFormat.SessionTypeId] = Find(types, session.SessionTypeId);
        json[ArchiveFormat.Speakers] = new JsonArray([
            .. links
                .Where(x => x.SessionId == session.Id && speakers.ContainsKey(x.SpeakerId))
                .Select(x => speakers[x.SpeakerId])
                .Order()
                .Select(id => (JsonNode?)JsonValue.Create(id)),
        ]);

        // The target may be deleted.
        static long? Find(Dictionary<long, long> ids, long? id) => id is { } key && ids.TryGetValue(key, out var found) ? found : null;
    }

    private async Task WriteMediaAsync(ZipArchive zip, MediaCollector media, CancellationToken ct)
    {
        var total = 0L;
        foreach (var (source, path) in media.Files)
        {
            await using var file = await files.OpenAsync(source, ct);
            if (file is null)
                continue;
            total += file.Length;
            if (total > ArchiveContent.MaxTotalBytes)
                throw ArchiveContent.TotalTooLarge();
            await using var entry = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(ct);
            await file.Content.CopyToAsync(entry, ct);
        }
    }

    private static async Task WriteFileAsync(ZipArchive zip, string name, Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await using var json = new Utf8JsonWriter(entry, Format);
        write(json);
    }

    private IQueryable<T> Rows<T>(long eventId)
        where T : EventContent => data.Set<T>().AsNoTracking().Where(r => r.EventId == eventId).WithoutTrash(catalog.Of<T>());

    private ArchiveRowWriter<T> Writer<T>(string file, MediaCollector media)
        where T : Entity => new(catalog.Of<T>(), file, media);
}
