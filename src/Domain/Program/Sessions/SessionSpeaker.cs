namespace OpenEvent.Domain.Program;

/// <summary>Links a speaker to a session.</summary>
public sealed class SessionSpeaker
{
    public long SessionId { get; set; }

    public Session Session { get; set; } = null!;

    public long SpeakerId { get; set; }

    public Speaker Speaker { get; set; } = null!;
}
