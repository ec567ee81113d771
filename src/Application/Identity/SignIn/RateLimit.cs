namespace OpenEvent.Application.Identity;

/// <summary>A maximum number of attempts of one kind in a time window. The window starts with the first attempt.</summary>
/// <param name="Kind">Names the limit. It is part of the hashed key of its counters, so a changed text resets them.</param>
/// <param name="MaxAttempts">Attempts that are allowed in a window.</param>
/// <param name="Window">Length of the window.</param>
/// <param name="IsDisclosed">
/// Whether responses disclose how many attempts remain. False for counters that other callers also increment, such as that of a recipient.
/// </param>
public sealed record RateLimit(string Kind, int MaxAttempts, TimeSpan Window, bool IsDisclosed = true);
