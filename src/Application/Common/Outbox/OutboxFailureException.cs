namespace OpenEvent.Application.Common;

/// <summary>
/// The failure of an outbox entry without an exception of its consumer: its attempts were interrupted, or its last failure is reported
/// again. The message is for operators and has no personal data.
/// </summary>
public sealed class OutboxFailureException(string reason) : Exception(reason);
