namespace OpenEvent.Application.Lab;

/// <summary>How a script ended.</summary>
public enum ScriptExitKind
{
    /// <summary>It ran to its end.</summary>
    Done,

    /// <summary>It raised an exception, which was its last message of type <c>error</c>, or ended itself with an exit code.</summary>
    Failed,

    /// <summary>It was killed at the limit of time or of CPU time.</summary>
    TimedOut,

    /// <summary>It needed more memory than the limit.</summary>
    OutOfMemory,

    /// <summary>It was killed because it wrote more than the limit.</summary>
    OutputExceeded,

    /// <summary>It was killed by <see cref="IScriptProcess.Kill"/>, or because the server stopped.</summary>
    Killed,

    /// <summary>Its process broke, or wrote to the server what is not a message.</summary>
    Crashed,
}

/// <summary>How a script ended, and a sentence about it for its user.</summary>
/// <param name="Duration">From the start of the script, not of its process.</param>
public sealed record ScriptExit(ScriptExitKind Kind, string Message, TimeSpan Duration);
