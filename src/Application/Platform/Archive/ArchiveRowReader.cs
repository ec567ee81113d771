using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Reads objects of the archive into rows. The declared attributes validate the values, as in every other request.</summary>
internal sealed class ArchiveRowReader<T>(Resource<T> resource, string file, MediaImporter media, ArchiveProblems problems)
    where T : Entity
{
    private readonly IReadOnlyList<Field<T>> _fields = ArchiveFormat.FieldsOf(resource);

    /// <param name="item">The place in the file, for messages.</param>
    /// <returns>The changes that were applied to the row.</returns>
    public Changes<T> Read(JsonElement json, T row, int? item)
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

                var change = field.Read(ArchiveFormat.MediaFolders.ContainsKey(name) ? ReplacePath(value) : value);
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
    private JsonElement ReplacePath(JsonElement value)
    {
        if (!MediaReference.IsPath(value))
            return value;
        var path = MediaReference.Read(value) ?? throw new InvalidValueException("The archive has no file with this path.");
        return JsonSerializer.SerializeToElement(media.FindUrl(path));
    }
}
