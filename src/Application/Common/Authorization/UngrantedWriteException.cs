namespace OpenEvent.Application.Common;

/// <summary>
/// A use case was about to write something that no decision has allowed. This is an error in the program, never one of the client: the
/// transaction is rolled back, and the client gets 500 with an error id.
/// </summary>
public sealed class UngrantedWriteException(string write)
    : InvalidOperationException($"{write} is not covered by a grant. Name it after the decision that allows it (docs/decisions/032).");
