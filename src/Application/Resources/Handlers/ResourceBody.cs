using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Reads a resource object (https://jsonapi.org/format/1.0/#document-resource-objects) according to the resource declaration. All errors
/// are reported together.
/// </summary>
internal sealed class ResourceBody<T>(Resource<T> resource)
    where T : Entity
{
    private readonly List<Problem> _problems = [];
    private readonly List<Change<T>> _changes = [];
    private readonly List<(IForeignKey<T> Key, long? Id)> _keys = [];
    private readonly Dictionary<string, IReadOnlyList<long>> _toManyIds = [];

    public IReadOnlyList<(IForeignKey<T> Key, long? Id)> Keys => _keys;

    public Changes<T> Changes => new(_changes);

    public IReadOnlyDictionary<string, IReadOnlyList<long>> ToManyIds => _toManyIds;

    /// <summary>Whether the document has a readable linkage of each required foreign key.</summary>
    public bool HasRequiredKeys =>
        resource.Relationships.OfType<IForeignKey<T>>().All(k => !k.Relationship.IsRequired || _keys.Any(read => read.Key == k));

    /// <param name="row">The row to change. Null for a new row, whose document must contain all required members.</param>
    /// <exception cref="RejectedException">Invalid, with all errors; Conflict for another type; Malformed for another id.</exception>
    public ResourceBody<T> Read(JsonElement root, T? row)
    {
        var data = ReadHeader(root, row?.Id);
        var isNew = row is null;
        ReadAttributes(ReadObject(data, "attributes"), row);
        ReadRelationships(ReadObject(data, "relationships"), isNew);
        return _problems.Count == 0 ? this : throw new RejectedException(RejectionKind.Invalid, _problems);
    }

    private JsonElement ReadHeader(JsonElement root, long? id)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw RejectedException.Invalid("Object must include `data` key.", "/");
        if (!data.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw RejectedException.Invalid("`data` object must include `type` key.", "/data");
        if (ReadText(type) is var sent && WireNames.Normalize(sent) != WireNames.Normalize(resource.Type))
            throw RejectedException.Conflict($"Invalid type. Expected \"{resource.Type}\".", "/data/type");
        if (id is null)
            return data;
        if (!data.TryGetProperty("id", out var given))
            throw RejectedException.Malformed("`data` object must include `id` key.", pointer: "/data/id");
        var sentId = given.ValueKind switch
        {
            JsonValueKind.String => ReadText(given),
            JsonValueKind.Number => given.GetRawText(),
            _ => "",
        };
        return sentId == id.Value.ToString(CultureInfo.InvariantCulture)
            ? data
            : throw RejectedException.Malformed("The id of the body is not the id of the resource.", pointer: "/data/id");
    }

    private JsonElement? ReadObject(JsonElement data, string name)
    {
        if (!data.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        if (member.ValueKind == JsonValueKind.Object)
            return member;
        _problems.Add(new Problem($"`{name}` must be an object.", $"/data/{name}"));
        return null;
    }

    private void ReadAttributes(JsonElement? attributes, T? row)
    {
        foreach (var field in resource.Fields)
        {
            if (field.IsReadOnly)
                continue;
            var pointer = $"/data/attributes/{field.Name}";
            if (attributes is null || !TryGetMember(attributes.Value, field.Name, out var value))
            {
                if (row is null && field.IsRequired)
                    _problems.Add(
                        new Problem("Missing data for required field.", pointer, Code: ProblemCode.Missing, Title: "Validation error")
                    );
                continue;
            }

            try
            {
                _changes.Add(field.Read(value));
            }
            catch (InvalidValueException wrong)
            {
                // A stored value may be older than a rule, and clients send whole objects.
                if (row is null || !field.IsUnchanged(value, row))
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
            if (relationships is null || !TryGetMember(relationships.Value, relationship.Name, out var sent))
            {
                if (isNew && relationship.IsRequired)
                    _problems.Add(
                        new Problem(
                            "Missing data for required field.",
                            $"/data/relationships/{relationship.Name}",
                            Code: ProblemCode.Missing,
                            Title: "Validation error"
                        )
                    );
                continue;
            }

            var pointer = $"/data/relationships/{relationship.Name}/data";
            if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("data", out var linkage))
            {
                // Clients send relationships back as they received them. A relationship that has only links is left unchanged.
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
        var ids = LinkageReader.Read(linkage, relationship, pointer, _problems);
        if (ids is null)
            return;
        if (relationship is not IForeignKey<T> key)
        {
            if (relationship.IsLinkable)
                _toManyIds[relationship.Name] = ids;
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

    /// <summary>Finds a member by its name, or by its name with underscores: check-in clients send <c>ticket_holder</c>.</summary>
    private static bool TryGetMember(JsonElement members, string name, out JsonElement value) =>
        members.TryGetProperty(name, out value)
        || (name.Contains('-', StringComparison.Ordinal) && members.TryGetProperty(WireNames.ToSnakeCase(name), out value));

    private static string ReadText(JsonElement json)
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
