using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Collects the stored files that the rows of an archive name, and gives each a path in it, once. Files of other servers are not fetched:
/// their URLs stay.
/// </summary>
internal sealed class MediaCollector(MediaSelection wanted, StoredFiles stored)
{
    private readonly Dictionary<string, string> _paths = [];

    /// <summary>The paths in the archive by the paths in the file store.</summary>
    public IReadOnlyDictionary<string, string> Files => _paths;

    /// <param name="field">E.g. <c>logo_url</c>.</param>
    /// <returns>The path in the archive, starting with a slash, or the URL itself.</returns>
    public string? Add(string? url, string file, long id, string field)
    {
        if (
            url is null
            || !ArchiveFormat.MediaFolders.TryGetValue(field, out var folder)
            || !wanted.Contains(folder)
            || stored.FindPath(url, StoredFiles.Images, StoredFiles.Uploads) is not { } source
        )
            return url;
        if (_paths.TryGetValue(source, out var known))
            return "/" + known;
        var path = $"{folder}/{file}/{id}-{field}{Path.GetExtension(source).ToLowerInvariant()}";
        if (!ArchiveFormat.IsMediaPath(path))
            return url;
        _paths.Add(source, path);
        return "/" + path;
    }
}
