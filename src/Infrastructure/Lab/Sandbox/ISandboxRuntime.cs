using System.Diagnostics;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>The program that isolates a worker.</summary>
internal interface ISandboxRuntime
{
    /// <summary>What is missing on this machine and how to install it, as a sentence; null if nothing is.</summary>
    string? FindProblem();

    /// <summary>Creates files that all workers share. Called once, before <see cref="CreateCommand"/>.</summary>
    void Prepare();

    /// <summary>The command that runs the worker's program, with its messages on standard input and output.</summary>
    /// <param name="place">A number that no other running worker has.</param>
    SandboxCommand CreateCommand(int place);
}

/// <param name="Group">The control group that the command joins, if there is one.</param>
/// <param name="Folder">A folder to be deleted when the worker has ended.</param>
internal sealed record SandboxCommand(ProcessStartInfo Start, ControlGroup? Group, string? Folder = null);
