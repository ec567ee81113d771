using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>A part of the output of a run: a console text, an element with its newest values, the progress, or an error.</summary>
/// <param name="first">The number of the change that made it.</param>
internal sealed class RunEntry(long first, string type, JsonObject body)
{
    private byte[]? _new,
        _changed;

    public long First { get; } = first;

    /// <summary>The number of its last change. Set it after the change.</summary>
    public long Last
    {
        get;
        set
        {
            field = value;
            (_new, _changed) = (null, null);
        }
    } = first;

    public string Type => type;

    public JsonObject Body => body;

    /// <summary>The message for a viewer. All viewers of a change share it.</summary>
    /// <param name="isNew">Whether the viewer has not seen the entry. One who has gets the fields of a changed element.</param>
    public byte[] Serialize(bool isNew) =>
        isNew
            ? _new ??= JsonSerializer.SerializeToUtf8Bytes(ToMessage(isNew), RunOutput.Options)
            : _changed ??= JsonSerializer.SerializeToUtf8Bytes(ToMessage(isNew), RunOutput.Options);

    private JsonObject ToMessage(bool isNew)
    {
        if (isNew || type != "add")
            return Merge(new JsonObject { ["seq"] = isNew ? First : Last, ["type"] = type });
        var patch = body["element"]!.DeepClone().AsObject();
        var id = patch["id"]!.DeepClone();
        patch.Remove("id");
        patch.Remove("type");
        return new JsonObject
        {
            ["seq"] = Last,
            ["type"] = "update",
            ["id"] = id,
            ["patch"] = patch,
        };
    }

    public JsonObject ToStored()
    {
        var stored = new JsonObject { ["seq"] = First };
        if (Last != First)
            stored["changed"] = Last;
        stored["type"] = type;
        return Merge(stored);
    }

    private JsonObject Merge(JsonObject into)
    {
        foreach (var (name, value) in body)
            into[name] = value?.DeepClone();
        return into;
    }
}
