using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Gives each copied row picture files of its own, so that deleting or replacing the picture of one event changes no other. The files are
/// copied after the commit. Files of other folders, such as tickets, are not copied.
/// </summary>
internal sealed class MediaCopier(IFileStore files, StoredFiles stored, IPublicUrl publicUrl, IOutbox outbox)
{
    /// <summary>How many files are copied after the commit.</summary>
    public int Copied { get; private set; }

    /// <returns>The URL of the copy; the same URL if it is not a picture of this server.</returns>
    public string? Copy(string? url)
    {
        if (url is null || stored.FindPath(url, StoredFiles.Images) is not { } path)
            return url;
        // The name of a variant names the original row, which deletes the file when its picture is replaced.
        var target = StoredFiles.CreatePath(StoredFiles.Images, "image" + Path.GetExtension(path));
        Copied++;
        outbox.Add(CopyStoredFile.EntryKind, target, new CopyStoredFile.Payload(path, target));
        var copy = files.GetUrl(target);
        return url.StartsWith('/') ? copy : publicUrl.ToAbsolute(copy);
    }
}
