using System.Diagnostics.CodeAnalysis;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>PostgreSQL cannot be had. The message is one line for the person at the shell and names the key to change.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "An exception is named for what happened.")]
public sealed class PostgresUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
