namespace OpenEvent.Domain.Common;

/// <summary>A limit on requests, as the client is told about it (docs/limits.md).</summary>
/// <param name="Name">Names the limit.</param>
/// <param name="Limit">What is allowed in a window, or at the same time.</param>
/// <param name="Window">Null: what is allowed at the same time.</param>
/// <param name="Remaining">What is still allowed, at least 0.</param>
/// <param name="Reset">When more is allowed again.</param>
public sealed record RateLimitState(string Name, int Limit, TimeSpan? Window, int Remaining, TimeSpan Reset);
