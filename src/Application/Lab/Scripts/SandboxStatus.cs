namespace OpenEvent.Application.Lab;

/// <summary>Whether scripts can run.</summary>
public enum SandboxState
{
    /// <summary>The self-test has not ended yet.</summary>
    Starting,

    Ready,

    /// <summary>Scripts do not run on this server.</summary>
    Refused,
}

/// <param name="Reason">Why scripts are refused and what an operator can do, in sentences; empty if they are not refused.</param>
public sealed record SandboxStatus(SandboxState State, string Reason)
{
    public static SandboxStatus Starting { get; } = new(SandboxState.Starting, "");

    public static SandboxStatus Ready { get; } = new(SandboxState.Ready, "");

    public static SandboxStatus Refuse(string reason) => new(SandboxState.Refused, reason);

    /// <summary>For the log and the startup summary.</summary>
    public override string ToString() =>
        State switch
        {
            SandboxState.Starting => "starting, the self-test of the sandbox runs in the background",
            SandboxState.Ready => "ready",
            _ => $"refused: {Reason}",
        };
}
