using System.Globalization;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Reads a badge form that is not saved. Clients write the names of the attributes in camel, snake or kebab case, so names are compared
/// without dashes, underscores and case. The values have the rules of the attributes.
/// </summary>
internal sealed class BadgePreviewJson(ResourceCatalog catalog)
{
    private const string Pointer = "/badgeForms";
    private const string FieldsName = "badgefields";

    /// <exception cref="RejectedException">Invalid, at the value.</exception>
    public (BadgeForm Form, List<BadgeFieldForm> Fields) Read(JsonElement json)
    {
        var root = json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0 ? json[0] : json;
        if (root.ValueKind != JsonValueKind.Object)
            throw RejectedException.Invalid("Must be a badge form, or a list with one.", Pointer);
        var form = new BadgeForm();
        Apply(root, form, catalog.Of<BadgeForm>().Fields.Where(f => FormFields.NormalizeName(f.Name) != FieldsName), Pointer);
        return (form, ReadFields(root));
    }

    private List<BadgeFieldForm> ReadFields(JsonElement root)
    {
        const string At = Pointer + "/badgeFields";
        var list = root.EnumerateObject().FirstOrDefault(m => FormFields.NormalizeName(m.Name) == FieldsName).Value;
        if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > BadgeFieldWriter.MaxFields)
            throw RejectedException.Invalid($"Must be a list of at most {BadgeFieldWriter.MaxFields} fields.", At);
        var fields = new List<BadgeFieldForm>();
        foreach (var entry in list.EnumerateArray())
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"{At}/{fields.Count}");
            if (entry.ValueKind != JsonValueKind.Object)
                throw RejectedException.Invalid("Must be an object.", pointer);
            var field = new BadgeFieldForm();
            Apply(entry, field, catalog.Of<BadgeFieldForm>().Fields, pointer);
            fields.Add(field);
        }

        return fields;
    }

    private static void Apply<T>(JsonElement json, T row, IEnumerable<Field<T>> declared, string pointer)
        where T : Entity
    {
        var fields = declared.Where(f => !f.IsReadOnly).ToDictionary(f => FormFields.NormalizeName(f.Name));
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || !fields.TryGetValue(FormFields.NormalizeName(member.Name), out var field))
                continue;
            try
            {
                field.Read(member.Value).ApplyTo(row);
            }
            catch (InvalidValueException e)
            {
                throw RejectedException.Invalid(e.Message, $"{pointer}/{member.Name}");
            }
        }
    }
}
