namespace OpenEvent.Application.Identity;

/// <summary>An attempt to be counted against a limit.</summary>
/// <param name="Limit">The limit that applies.</param>
/// <param name="Key">The client address or account that is limited. It is stored only as a hash.</param>
/// <param name="Amount">What the attempt counts, e.g. a number of bytes. From 1; a larger amount than the limit is rejected.</param>
public readonly record struct RateLimitedAttempt(RateLimit Limit, string Key, int Amount = 1);
