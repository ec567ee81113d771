namespace OpenEvent.Application.Lab;

/// <summary>What one script may use.</summary>
/// <param name="Seconds">From its start to its end, including waiting for the device and for input.</param>
/// <param name="MemoryMegabytes">Beside what Python and numpy themselves need.</param>
/// <param name="Processes">Processes and threads together.</param>
/// <param name="OutputBytes">Console, elements, updates and the error, as the JSON that the script sends.</param>
/// <param name="ScratchMegabytes">Files in <c>/tmp</c>.</param>
/// <param name="CodeCharacters">The length of the code.</param>
/// <param name="Concurrent">Scripts of all users that run at once on this server.</param>
public sealed record SandboxLimits(
    int Seconds,
    int MemoryMegabytes,
    int Processes,
    int OutputBytes,
    int ScratchMegabytes,
    int CodeCharacters,
    int Concurrent
);
