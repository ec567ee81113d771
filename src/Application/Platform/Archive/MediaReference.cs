using System.Text.Json;
using OpenEvent.Application.Resources;

namespace OpenEvent.Application.Platform;

/// <summary>A media file that a row of an archive names: a member of <see cref="ArchiveFormat.MediaFolders"/> with a path.</summary>
internal static class MediaReference
{
    /// <summary>Whether the value is a path in the archive and not a URL.</summary>
    public static bool IsPath(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetRawText().StartsWith("\"/", StringComparison.Ordinal);

    /// <summary>The path without its first slash.</summary>
    /// <returns>Null if no archive can have such a file.</returns>
    /// <exception cref="InvalidValueException">The value is not a valid text.</exception>
    public static string? Read(JsonElement value) =>
        JsonText.ReadVerbatim(value)[1..] is var path && ArchiveFormat.IsMediaPath(path) ? path : null;

    /// <summary>Adds the paths that an object and its parts name.</summary>
    public static void Collect(JsonElement json, HashSet<string> paths)
    {
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var item in json.EnumerateArray())
                Collect(item, paths);
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in json.EnumerateObject())
            if (ArchiveFormat.MediaFolders.ContainsKey(member.Name) && IsPath(member.Value))
                Add(member.Value, paths);
            else
                Collect(member.Value, paths);
    }

    private static void Add(JsonElement value, HashSet<string> paths)
    {
        try
        {
            if (Read(value) is { } path)
                paths.Add(path);
        }
        catch (InvalidValueException)
        {
            // The reader of the row reports it.
        }
    }
}
