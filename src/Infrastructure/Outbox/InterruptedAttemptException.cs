namespace OpenEvent.Infrastructure.Outbox;

/// <summary>All attempts of an entry were counted and none has ended: each has stopped the server.</summary>
internal sealed class InterruptedAttemptException() : Exception("The server stopped during each attempt");
