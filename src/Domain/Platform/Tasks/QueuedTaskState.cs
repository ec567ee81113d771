namespace OpenEvent.Domain.Platform;

/// <summary>The state of a task.</summary>
public enum QueuedTaskState
{
    /// <summary>No server has started it.</summary>
    Waiting,

    /// <summary>A server works on it, or did before it was killed; then another server starts it again.</summary>
    Started,

    Succeeded,

    Failed,
}
