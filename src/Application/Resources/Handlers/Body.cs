using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Reads a resource object (JSON:API §7.2) by its declaration and reports everything that is wrong with it at once.</summary>
internal sealed class Body<T>(Resource<T> resource)
    where T : Entity
{
    private readonly List<Problem> _problems = [];
    private readonly List<Change<T>> _changes = [];
    private readonly Dictionary<string, IReadOnlyList<long>> _many = [];

    public IReadOnlyList<(IKeyOf<T> Key, long? Id)> Keys => _keys;

    private readonly List<(IKeyOf<T> Key, long? Id)> _keys = [];

    public Changes<T> Changes => new(_changes);

    public IReadOnlyDictionary<string, IReadOnlyList<long>> Many => _many;

    /// <param name="id">The id of the row that is changed, or null for a new one, which must bring every required member.</param>
    /// <exception cref="Refused">Invalid, with every problem; Conflict for another type; Malformed for another id.</exception>
    public Body<T> Read(JsonElement root, long? id)
    {
        var data = Head(root, id);
        var isNew = id is null;
        ReadAttributes(Member(data, "attributes"), isNew);
        ReadRelationships(Member(data, "relationships"), isNew);
        return _problems.Count == 0 ? this : throw new Refused(RefusalKind.Invalid, _problems);
    }

    private JsonElement Head(JsonElement root, long? id)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw Refused.Invalid("Object must include `data` key.", "/");
        if (!data.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw Refused.Invalid("`data` object must include `type` key.", "/data");
        if (Text(type) is var sent && Names.Normal(sent) != Names.Normal(resource.Type))
            throw Refused.Conflict($"Invalid type. Expected \"{resource.Type}\".", "/data/type");
        if (id is null)
            return data;
        if (!data.TryGetProperty("id", out var given))
            throw Refused.Malformed("`data` object must include `id` key.", pointer: "/data/id");
        var called = given.ValueKind switch
        {
            JsonValueKind.String => Text(given),
            JsonValueKind.Number => given.GetRawText(),
            _ => "",
        };
        return called == id.Value.ToString(CultureInfo.InvariantCulture)
            ? data
            : throw Refused.Malformed("The id of the body is not the id of the resource.", pointer: "/data/id");
    }

    private JsonElement? Member(JsonElement data, string name)
    {
        if (!data.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        if (member.ValueKind == JsonValueKind.Object)
            return member;
        _problems.Add(new Problem($"`{name}` must be an object.", $"/data/{name}"));
        return null;
    }

    private void ReadAttributes(JsonElement? attributes, bool isNew)
    {
        foreach (var field in resource.Fields)
        {
            if (field.IsReadOnly)
                continue;
            var pointer = $"/data/attributes/{field.Name}";
            if (attributes is null || !Find(attributes.Value, field.Name, out var value))
            {
                if (isNew && field.IsRequired)
                    _problems.Add(new Problem("Missing data for required field.", pointer, Title: "Validation error"));
                continue;
            }

            try
            {
                _changes.Add(field.Read(value));
            }
            catch (UnreadableValue wrong)
            {
                _problems.Add(new Problem(wrong.Message, pointer, Title: "Validation error"));
            }
        }
    }

    private void ReadRelationships(JsonElement? relationships, bool isNew)
    {
        foreach (var relationship in resource.Relationships)
        {
            if (relationship.IsReadOnly)
                continue;
            if (relationships is null || !Find(relationships.Value, relationship.Name, out var sent))
            {
                if (isNew && relationship.IsRequired)
                    _problems.Add(
                        new Problem(
                            "Missing data for required field.",
                            $"/data/relationships/{relationship.Name}",
                            Title: "Validation error"
                        )
                    );
                continue;
            }

            var pointer = $"/data/relationships/{relationship.Name}/data";
            if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("data", out var linkage))
            {
                // Clients send relationships back as they got them, with links only: nothing is said of what they are linked to.
                if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("links", out _) || (isNew && relationship.IsRequired))
                    _problems.Add(
                        new Problem("Must include a `data` key.", $"/data/relationships/{relationship.Name}", Title: "Validation error")
                    );
                continue;
            }

            ReadLinkage(relationship, linkage, pointer, isNew);
        }
    }

    private void ReadLinkage(Relationship<T> relationship, JsonElement linkage, string pointer, bool isNew)
    {
        var ids = Linkage.Read(linkage, relationship, pointer, _problems);
        if (ids is null)
            return;
        if (relationship is not IKeyOf<T> key)
        {
            if (relationship.IsLinkable)
                _many[relationship.Name] = ids;
            return;
        }

        if (ids.Count == 0 && (!key.IsOptional || (isNew && relationship.IsRequired)))
        {
            _problems.Add(new Problem("Field may not be null.", pointer, Title: "Validation error"));
            return;
        }

        long? id = ids.Count == 0 ? null : ids[0];
        _keys.Add((key, id));
        _changes.Add(key.ChangeTo(id));
    }

    /// <summary>By its name, or with underscores: the reference's check-in clients write <c>ticket_holder</c>.</summary>
    private static bool Find(JsonElement members, string name, out JsonElement value) =>
        members.TryGetProperty(name, out value)
        || (name.Contains('-', StringComparison.Ordinal) && members.TryGetProperty(name.Replace('-', '_'), out value));

    private static string Text(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
