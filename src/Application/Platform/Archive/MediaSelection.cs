namespace OpenEvent.Application.Platform;

/// <summary>Which stored files the archive of an event contains besides its data. Files of other servers are not fetched.</summary>
internal sealed record MediaSelection(bool Image = false, bool Video = false, bool Document = false, bool Audio = false)
{
    /// <summary>Whether the files of this folder of the archive are wanted (<see cref="ArchiveFormat.MediaFolders"/>).</summary>
    public bool Contains(string folder) =>
        folder switch
        {
            ArchiveFormat.Images => Image,
            ArchiveFormat.Videos => Video,
            ArchiveFormat.Documents => Document,
            _ => Audio,
        };
}
