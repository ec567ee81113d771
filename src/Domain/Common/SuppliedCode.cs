namespace OpenEvent.Domain.Common;

/// <summary>
/// The discount or access code that a request names by its exact text or by its id, which is as secret as the text
/// (docs/reference/discount-and-access-codes.md#reading-a-code). Policies show the code, and the tickets it unlocks, while it is valid.
/// </summary>
/// <param name="At">The time of the request. A code is valid only within its dates.</param>
public sealed record SuppliedCode(long? Id, string? Text, DateTimeOffset At);
