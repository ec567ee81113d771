namespace OpenEvent.Domain.Program;

/// <summary>Links an exhibitor to a session.</summary>
public sealed class ExhibitorSession
{
    public long ExhibitorId { get; set; }

    public Exhibitor Exhibitor { get; set; } = null!;

    public long SessionId { get; set; }

    public Session Session { get; set; } = null!;
}
