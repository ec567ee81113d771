using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Turns rows into objects of the archive.</summary>
internal sealed class ArchiveRowWriter<T>(Resource<T> resource, string file, MediaCollector media)
    where T : Entity
{
    private readonly IReadOnlyList<Field<T>> _fields = ArchiveFormat.FieldsOf(resource);

    /// <param name="id">The id of the row in its file; null: the object has none.</param>
    public JsonObject Write(T row, long? id)
    {
        var json = new JsonObject();
        if (id is not null)
            json["id"] = id;
        foreach (var field in _fields)
        {
            var name = ArchiveFormat.NameOf(field);
            var value = ValueOf(field, row);
            json[name] = field.IsUrl && value is JsonValue url ? media.Add(url.GetValue<string>(), file, id ?? 1, name) : value;
        }

        return json;
    }

    private static JsonNode? ValueOf(Field<T> field, T row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            field.Write(json, row);
            json.WriteEndObject();
        }

        var value = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        var node = value.Single().Value;
        value.Clear();
        return node;
    }
}
