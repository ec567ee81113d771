using System.Security.Cryptography;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Gives each copied row picture files of its own, so that deleting or replacing the picture of one event changes no other. The files are
/// copied after the commit.
/// </summary>
internal sealed class MediaCopier(IFileStore files, IPublicUrl publicUrl, IOutbox outbox)
{
    /// <summary>The folder of pictures in the file store. Files of other folders, such as tickets, are not copied.</summary>
    public const string Folder = "images/";

    /// <summary>How many files are copied after the commit.</summary>
    public int Copied { get; private set; }

    /// <returns>The URL of the copy; the same URL if it is not a picture of this server.</returns>
    public string? Copy(string? url)
    {
        if (url is null || FindPath(url) is not { } path)
            return url;
        var name = path[(path.LastIndexOf('/') + 1)..];
        var target = $"{Folder}{RandomNumberGenerator.GetHexString(32, lowercase: true)}/{name}";
        Copied++;
        outbox.Add(CopyStoredFile.EntryKind, target, new CopyStoredFile.Payload(path, target));
        var copy = files.GetUrl(target);
        return url.StartsWith('/') ? copy : publicUrl.ToAbsolute(copy);
    }

    private string? FindPath(string url)
    {
        var folder = files.GetUrl(Folder);
        foreach (var prefix in new[] { folder, publicUrl.ToAbsolute(folder) })
            if (url.StartsWith(prefix, StringComparison.Ordinal) && files.IsValidPath(Folder + url[prefix.Length..]))
                return Folder + url[prefix.Length..];
        return null;
    }
}
