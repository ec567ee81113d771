using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>
/// An address that may watch a stream: of a moderator, of a speaker of a confirmed session of the event, or of an attendee whose order is
/// completed or placed. A query of the database, not a table.
/// </summary>
public sealed class VideoStreamViewer
{
    public long VideoStreamId { get; set; }

    /// <summary>Normalized (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Email { get; set; } = "";
}
