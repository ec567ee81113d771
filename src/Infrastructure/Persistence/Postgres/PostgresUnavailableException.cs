
namespace OpenEvent.Infrastructure.Persistence;

/// <summary>PostgreSQL cannot be had. The message is one line for the person at the shell and names the key to change.</summary>
public sealed class PostgresUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
