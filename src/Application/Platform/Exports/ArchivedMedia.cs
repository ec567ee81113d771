namespace OpenEvent.Application.Platform;

/// <summary>Which stored files the archive of an event contains besides its data. Files of other servers are not fetched.</summary>
internal sealed record ArchivedMedia(bool Image = false, bool Video = false, bool Document = false, bool Audio = false);
