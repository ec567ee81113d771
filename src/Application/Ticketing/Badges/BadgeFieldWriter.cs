using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Writes the attribute <c>badge-fields</c> of a form to the rows of its fields. An entry with a <c>badge_field_id</c> changes that field,
/// or deletes it if <c>is_deleted</c> is true. One without adds a field. Fields that are not named stay.
/// </summary>
internal sealed class BadgeFieldWriter(IData data, ResourceCatalog catalog)
{
    /// <summary>The largest number of fields of a form.</summary>
    public const int MaxFields = 100;

    private const string Pointer = "/data/attributes/badge-fields";

    /// <param name="form">Saved. Nothing is written if its <see cref="BadgeForm.BadgeFields"/> is null.</param>
    /// <exception cref="RejectedException">
    /// Invalid or NotFound, at the entry, also for a field that two entries name; Conflict: too many fields.
    /// </exception>
    public async Task WriteAsync(BadgeForm form, Grant grant, CancellationToken ct)
    {
        if (form.BadgeFields is null)
            return;
        grant
            .Create<BadgeFieldForm>(f => f.BadgeFormId == form.Id)
            .Remove<BadgeFieldForm>(f => f.BadgeFormId == form.Id)
            .Change<BadgeFieldForm>(f => f.BadgeFormId == form.Id, [.. Fields.Where(f => f.IsStored).Select(f => f.Member)]);
        using var document = JsonDocument.Parse(form.BadgeFields);
        await data.LockRowAsync<BadgeForm>(form.Id, ct);
        var current = await data.Set<BadgeFieldForm>().Where(f => f.BadgeFormId == form.Id).ToDictionaryAsync(f => f.Id, ct);
        var (index, added, deleted) = (0, 0, 0);
        var named = new HashSet<long>();
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"{Pointer}/{index++}");
            var field = FindField(entry, current, pointer);
            if (field is not null && !named.Add(field.Id))
                throw RejectedException.Invalid("Another entry names this field.", $"{pointer}/badge_field_id");
            var isNew = field is null;
            field ??= new BadgeFieldForm { BadgeFormId = form.Id, BadgeId = form.BadgeId ?? "" };
            Apply(entry, field, pointer);
            if (isNew && !field.IsDeleted)
            {
                data.Set<BadgeFieldForm>().Add(field);
                added++;
            }
            else if (!isNew && field.IsDeleted)
            {
                data.Set<BadgeFieldForm>().Remove(field);
                deleted++;
            }
        }

        if (added > 0)
            RequireRoom(current.Count - deleted, added);
    }

    /// <exception cref="RejectedException">Conflict: the form would have too many fields.</exception>
    public async Task RequireRoomAsync(long formId, int adds, CancellationToken ct)
    {
        await data.LockRowAsync<BadgeForm>(formId, ct);
        RequireRoom(await data.Set<BadgeFieldForm>().CountAsync(f => f.BadgeFormId == formId, ct), adds);
    }

    private IReadOnlyList<Field<BadgeFieldForm>> Fields => catalog.Of<BadgeFieldForm>().Fields;

    private static void RequireRoom(int count, int adds)
    {
        if (count + adds > MaxFields)
            throw RejectedException.Conflict($"A badge form can have at most {MaxFields} fields.");
    }

    private static BadgeFieldForm? FindField(JsonElement entry, Dictionary<long, BadgeFieldForm> current, string pointer)
    {
        if (BadgeFieldsJson.Find(entry, "badge-field-id") is not { ValueKind: not JsonValueKind.Null } sent)
            return null;
        var text = sent.ValueKind == JsonValueKind.String ? sent.GetString() : sent.GetRawText();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && current.TryGetValue(id, out var field)
            ? field
            : throw RejectedException.NotFound("field with this id", "in the badge form", $"{pointer}/badge_field_id");
    }

    private void Apply(JsonElement entry, BadgeFieldForm field, string pointer)
    {
        foreach (var declared in Fields)
        {
            if (declared.IsReadOnly || BadgeFieldsJson.Find(entry, declared.Name) is not { } value)
                continue;
            try
            {
                declared.Read(value).ApplyTo(field);
            }
            catch (InvalidValueException e)
            {
                throw RejectedException.Invalid(e.Message, $"{pointer}/{BadgeFieldsJson.NameOf(declared.Name)}");
            }
        }
    }
}
