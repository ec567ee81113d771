namespace OpenEvent.Domain.Lab;

/// <summary>A script that a class shares with its members.</summary>
public sealed class LabClassScript
{
    public long ClassId { get; set; }

    public LabClass Class { get; set; } = null!;

    public long ScriptId { get; set; }

    public LabScript Script { get; set; } = null!;
}
