namespace OpenEvent.Domain.Lab;

/// <summary>Where a script comes from.</summary>
public enum LabScriptKind
{
    /// <summary>A user wrote it.</summary>
    Script,

    /// <summary>A short program that comes with the server.</summary>
    Example,

    /// <summary>An experiment with text, a task and a check of the answer. It comes with the server.</summary>
    Lesson,
}
