using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Collects the stored files that the rows of an archive name, and gives each a path in it. Files of other servers are not fetched: their
/// URLs stay.
/// </summary>
internal sealed class ArchiveMedia(ArchivedMedia wanted, IFileStore files, IPublicUrl publicUrl)
{
    private static readonly string[] Folders = [ImageStore.Folder, UploadFiles.Folder];

    private readonly List<(string Stored, string InArchive)> _files = [];

    public IReadOnlyList<(string Stored, string InArchive)> Files => _files;

    /// <param name="field">E.g. <c>logo_url</c>.</param>
    /// <returns>The path in the archive, starting with a slash, or the URL itself.</returns>
    public string? Add(string? url, string file, long id, string field)
    {
        if (url is null || FolderOf(field) is not { } folder || FindPath(url) is not { } stored)
            return url;
        var extension = Path.GetExtension(stored).TrimStart('.').ToLowerInvariant();
        var path = $"{folder}/{file}/{id}-{field}.{extension}";
        if (!ArchiveFormat.IsMediaPath(path))
            return url;
        _files.Add((stored, path));
        return "/" + path;
    }

    private string? FolderOf(string field) =>
        field switch
        {
            "logo_url" or "original_image_url" or "photo_url" => wanted.Image ? "images" : null,
            "video_url" => wanted.Video ? "videos" : null,
            "slides_url" => wanted.Document ? "documents" : null,
            "audio_url" => wanted.Audio ? "audios" : null,
            _ => null,
        };

    private string? FindPath(string url)
    {
        foreach (var folder in Folders)
        foreach (var prefix in new[] { files.GetUrl(folder), publicUrl.ToAbsolute(files.GetUrl(folder)) })
            if (url.StartsWith(prefix, StringComparison.Ordinal) && files.IsValidPath(folder + url[prefix.Length..]))
                return folder + url[prefix.Length..];
        return null;
    }
}
