namespace OpenEvent.Application.Lab;

/// <summary>What a <see cref="ScriptRunner"/> executes.</summary>
/// <param name="Id">The id of the run's row.</param>
/// <param name="Circuit">The circuit of a virtual device; null for the user's choice.</param>
internal sealed record RunRequest(long Id, long UserId, bool IsVerified, string Device, string Code, string? Circuit = null);
