namespace OpenEvent.Domain.Lab;

/// <summary>The states of a run, as they are stored and sent.</summary>
public static class LabRunStatus
{
    /// <summary>It waits for a free place.</summary>
    public const string Queued = "queued";

    public const string Running = "running";

    public const string Done = "done";

    /// <summary>The script raised an exception or exceeded a limit other than its time.</summary>
    public const string Failed = "failed";

    /// <summary>Its user stopped it.</summary>
    public const string Stopped = "stopped";

    public const string TimedOut = "timed-out";

    /// <summary>The server stopped or was killed during the run.</summary>
    public const string Interrupted = "interrupted";

    public static IReadOnlyList<string> All { get; } = [Queued, Running, Done, Failed, Stopped, TimedOut, Interrupted];

    public static bool IsFinal(string status) => status is not (Queued or Running);
}
