using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Reads objects of the archive into rows. The declared attributes judge the values, as in every other request.</summary>
internal sealed class ArchiveRowReader<T>(Resource<T> resource, string file, ArchiveMediaReader media, ArchiveProblems problems)
    where T : Entity
{
    private readonly IReadOnlyList<Field<T>> _fields = ArchiveFormat.FieldsOf(resource);

    /// <param name="item">The place in the file, for messages.</param>
    /// <returns>The changes that were applied to the row.</returns>
    public async Task<Changes<T>> ReadAsync(JsonElement json, T row, int? item, CancellationToken ct)
    {
        var changes = new List<Change<T>>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(file, item, null, "Must be an object.");
            return new Changes<T>(changes);
        }

        foreach (var field in _fields)
        {
            var name = ArchiveFormat.NameOf(field);
            try
            {
                if (!json.TryGetProperty(name, out var value))
                {
                    if (field.IsRequired)
                        problems.Add(file, item, name, "Missing data for required field.");
                    continue;
                }

                var change = field.Read(field.IsUrl ? await ReplaceMediaAsync(value, ct) : value);
                change.ApplyTo(row);
                changes.Add(change);
            }
            catch (Exception e) when (e is InvalidValueException or ImageRejectedException)
            {
                problems.Add(file, item, name, e.Message);
            }
        }

        return new Changes<T>(changes);
    }

    /// <summary>A path of the archive becomes the URL of the stored file.</summary>
    private async Task<JsonElement> ReplaceMediaAsync(JsonElement value, CancellationToken ct)
    {
        if (value.ValueKind != JsonValueKind.String || !value.GetRawText().StartsWith("\"/", StringComparison.Ordinal))
            return value;
        var path = JsonText.ReadVerbatim(value)[1..];
        if (!ArchiveFormat.IsMediaPath(path))
            throw new InvalidValueException("This is no path of the archive.");
        return JsonSerializer.SerializeToElement(await media.SaveAsync(path, ct));
    }
}
