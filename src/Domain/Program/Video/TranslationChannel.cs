using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>The interpretation of a stream into another language, at a channel of its own.</summary>
public sealed class TranslationChannel : EventContent
{
    /// <summary>Usually the language.</summary>
    public string Name { get; set; } = "";

    public string Url { get; set; } = "";

    public long ChannelId { get; set; }

    public VideoChannel Channel { get; set; } = null!;

    public long VideoStreamId { get; set; }

    public VideoStream VideoStream { get; set; } = null!;
}
