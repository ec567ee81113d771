namespace OpenEvent.Domain.Common;

/// <summary>
/// What a request calls a code that somebody was given: its exact text, or its id, which is as unguessable (<c>spec/mission.md</c> S4). Policies show what a
/// code of that name opens while it is good.
/// </summary>
/// <param name="At">The time of the request: a code is good within its dates only.</param>
public sealed record SuppliedCode(long? Id, string? Text, DateTimeOffset At);
