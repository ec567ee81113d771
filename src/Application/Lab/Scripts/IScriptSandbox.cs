using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Runs Python scripts of users, each in a process of its own that can reach nothing but its own messages.</summary>
public interface IScriptSandbox
{
    /// <summary>Whether scripts can run, and if not, the reason. It is known some time after the server's start.</summary>
    SandboxStatus Status { get; }

    /// <summary>What a script may use. Users see these numbers.</summary>
    SandboxLimits Limits { get; }

    /// <summary>
    /// Starts a script. Its time begins now. A script that is not valid Python starts too: its error is its first message. While the
    /// status is <see cref="SandboxState.Starting"/>, the call waits for the result of the self-test.
    /// </summary>
    /// <exception cref="RejectedException">
    /// Unavailable, with a code of <see cref="SandboxCodes"/>: scripts are refused on this server, or as many as possible are running.
    /// Invalid: the code is longer than <see cref="SandboxLimits.CodeCharacters"/>.
    /// </exception>
    Task<IScriptProcess> StartAsync(string code, CancellationToken ct);
}
