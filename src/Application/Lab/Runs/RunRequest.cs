namespace OpenEvent.Application.Lab;

/// <summary>What a <see cref="ScriptRunner"/> executes.</summary>
/// <param name="Id">The id of the run's row.</param>
internal sealed record RunRequest(long Id, long UserId, string Device, string Code);
