namespace OpenEvent.Application.Identity;

/// <summary>So many of one kind in a window, which starts with the first.</summary>
/// <param name="Kind">A word that tells counters apart in the database.</param>
public sealed record RateLimit(string Kind, int MaxAttempts, TimeSpan Window);
