namespace OpenEvent.Infrastructure.Persistence;

/// <summary>PostgreSQL is not available. The message is one line for the operator and names the settings key to change.</summary>
public sealed class PostgresUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
