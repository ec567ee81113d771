using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Writes JSON:API documents directly to a buffer, with names that are encoded once and typed delegates. There is no reflection and no
/// intermediate tree.
/// </summary>
internal sealed class DocumentWriter(ResourceCatalog catalog)
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("1.0");

    public void WriteList<T>(IBufferWriter<byte> into, Resource<T> resource, Page<T> page, ResourceQuery query, HttpRequest request)
        where T : Entity
    {
        var selection = new FieldSelection(catalog, page.Actor, query, page.Included);
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var row in page.Rows)
            WriteRow(json, resource, row, selection);
        json.WriteEndArray();
        WriteIncluded(json, resource, page.Rows, page.Included, selection);
        json.WriteStartObject("meta"u8);
        json.WriteNumber("count"u8, page.Total);
        json.WriteEndObject();
        PageLinks.Write(json, request, query, page.Total);
        WriteEnd(json);
    }

    public void WriteOne<T>(IBufferWriter<byte> into, Resource<T> resource, Page<T> page, ResourceQuery query)
        where T : Entity
    {
        var selection = new FieldSelection(catalog, page.Actor, query, page.Included);
        var row = page.Rows[0];
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        WriteRow(json, resource, row, selection);
        WriteIncluded(json, resource, page.Rows, page.Included, selection);
        WriteSelf(json, resource, row);
        WriteEnd(json);
    }

    public static void WriteLinkage(IBufferWriter<byte> into, Resource owner, Relationship relationship, LinkageResult linkage)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        if (relationship.IsToMany)
            json.WriteStartArray();
        foreach (var id in relationship.IsToMany ? linkage.Ids : linkage.Ids.Take(1))
            WriteIdentifier(json, relationship.TargetResource!, id);
        if (relationship.IsToMany)
            json.WriteEndArray();
        else if (linkage.Ids.Count == 0)
            json.WriteNullValue();
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, $"/v1/{owner.Path}/{linkage.UrlKey}/relationships/{relationship.Name}");
        json.WriteString("related"u8, $"/v1/{owner.Path}/{linkage.UrlKey}/{relationship.Name}");
        json.WriteEndObject();
        WriteEnd(json);
    }

    public static void WriteMessage(IBufferWriter<byte> into, string message)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WriteStartObject("meta"u8);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
        WriteEnd(json);
    }

    private static void WriteRow(Utf8JsonWriter json, Resource resource, Entity row, FieldSelection selection, bool isIncluded = false)
    {
        var mask = selection.MaskOf(resource, row);
        json.WriteStartObject();
        json.WriteString("type"u8, resource.EncodedType);
        json.WriteStartObject("attributes"u8);
        resource.WriteAttributes(json, row, mask);
        json.WriteEndObject();
        WriteRelationships(json, resource, row, mask, selection);
        if (resource.HasNumericIds && !isIncluded)
            json.WriteNumber("id"u8, row.Id);
        else
            WriteId(json, row.Id);
        WriteSelf(json, resource, row);
        json.WriteEndObject();
    }

    private static void WriteRelationships(Utf8JsonWriter json, Resource resource, Entity row, FieldMask mask, FieldSelection selection)
    {
        var template = RelationshipTemplate.For(resource);
        var key = resource.UrlKeyOf(row);
        Span<byte> keyBytes = stackalloc byte[128];
        keyBytes = keyBytes[..Encoding.UTF8.GetBytes(key, keyBytes)];
        json.WritePropertyName("relationships"u8);
        if (!selection.HasLinkedRows(resource))
        {
            var bytes = ArrayPool<byte>.Shared.Rent(template.GetSize(mask.Relationships, keyBytes.Length));
            json.WriteRawValue(bytes.AsSpan(0, template.Fill(bytes, mask.Relationships, keyBytes)), skipInputValidation: true);
            ArrayPool<byte>.Shared.Return(bytes);
            return;
        }

        json.WriteStartObject();
        foreach (var relationship in resource.AllRelationships)
        {
            if (!mask.HasRelationship(relationship.Index))
                continue;
            json.WriteStartObject(relationship.EncodedName);
            if (selection.Included.LinksOf(relationship, row.Id) is { } links)
                WriteLinks(json, relationship, links);
            var bytes = ArrayPool<byte>.Shared.Rent(template.GetLinksSize(relationship.Index, keyBytes.Length));
            json.WritePropertyName("links"u8);
            json.WriteRawValue(bytes.AsSpan(0, template.FillLinks(bytes, relationship.Index, keyBytes)), skipInputValidation: true);
            ArrayPool<byte>.Shared.Return(bytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Relationship relationship, List<Entity> links)
    {
        json.WritePropertyName("data"u8);
        if (!relationship.IsToMany && links.Count == 0)
        {
            json.WriteNullValue();
            return;
        }

        if (relationship.IsToMany)
            json.WriteStartArray();
        foreach (var link in relationship.IsToMany ? links : links.Take(1))
            WriteIdentifier(json, relationship.TargetResource!, link.Id);
        if (relationship.IsToMany)
            json.WriteEndArray();
    }

    private static void WriteIncluded<T>(
        Utf8JsonWriter json,
        Resource<T> primary,
        IReadOnlyList<T> rows,
        IncludedRows included,
        FieldSelection selection
    )
        where T : Entity
    {
        if (!selection.HasIncludes)
            return;
        json.WriteStartArray("included"u8);
        foreach (var (resource, row) in included.Rows)
            if (resource != primary || !rows.Any(r => r.Id == row.Id))
                WriteRow(json, resource, row, selection, isIncluded: true);
        json.WriteEndArray();
    }

    private static void WriteIdentifier(Utf8JsonWriter json, Resource resource, long id)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, resource.EncodedType);
        WriteId(json, id);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, long id)
    {
        Span<char> text = stackalloc char[20];
        id.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        json.WriteString("id"u8, text[..length]);
    }

    private static void WriteSelf(Utf8JsonWriter json, Resource resource, Entity row)
    {
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, resource.SelfOf(row));
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json)
    {
        json.WriteStartObject("jsonapi"u8);
        json.WriteString("version"u8, Version);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }
}
