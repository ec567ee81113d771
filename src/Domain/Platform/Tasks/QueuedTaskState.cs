namespace OpenEvent.Domain.Platform;

/// <summary>The state of a task.</summary>
public enum QueuedTaskState
{
    /// <summary>No server has started it.</summary>
    Waiting,

    /// <summary>A server runs it. If that server is killed, another one starts it again.</summary>
    Started,

    Succeeded,

    Failed,
}
