namespace OpenEvent.Domain.Common;

/// <summary>A limit on requests, as the client is told about it (docs/limits.md).</summary>
/// <param name="Name">As <c>RateLimit.Kind</c>; headers show it in lower case with hyphens.</param>
/// <param name="Limit">What is allowed in a window, or at the same time.</param>
/// <param name="Window">The length of the window; null for a limit on what runs at the same time.</param>
/// <param name="Remaining">What is still allowed, at least 0.</param>
/// <param name="Reset">How long until more is allowed.</param>
public sealed record RateLimitState(string Name, int Limit, TimeSpan? Window, int Remaining, TimeSpan Reset);
