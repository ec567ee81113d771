namespace OpenEvent.Application.Identity;

/// <summary>Something that is counted: against which limit, and for whom (an address, an account). Stored only as a hash.</summary>
public readonly record struct RateLimitedAttempt(RateLimit Limit, string Key);
