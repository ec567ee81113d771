namespace OpenEvent.Domain.Lab;

/// <summary>The output of a run, in a table of its own because it may be large.</summary>
public sealed class LabRunOutput
{
    public long RunId { get; set; }

    public LabRun Run { get; set; } = null!;

    /// <summary>A JSON array of messages.</summary>
    public string Content { get; set; } = "[]";
}
