using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A person who moderates a stream: the account with this verified address.</summary>
[ReadOnlyForTokens]
public sealed class VideoStreamModerator : EventContent
{
    /// <summary>Normalized (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Email { get; set; } = "";

    public long VideoStreamId { get; set; }

    public VideoStream VideoStream { get; set; } = null!;
}
