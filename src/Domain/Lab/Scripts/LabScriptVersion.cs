using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>The code that a script had after one of its changes.</summary>
public sealed class LabScriptVersion : Entity, ICreatedAt
{
    public long ScriptId { get; set; }

    public LabScript Script { get; set; } = null!;

    /// <summary>The number of the version. It begins with 1.</summary>
    public int Number { get; set; }

    public string Code { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
