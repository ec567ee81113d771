namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>Why the self-test refuses scripts.</summary>
/// <param name="Text">As a part of a sentence.</param>
/// <param name="IsTransient">Whether a machine that is too busy may be the cause, so that the self-test is repeated.</param>
internal sealed record SelfTestProblem(string Text, bool IsTransient);
