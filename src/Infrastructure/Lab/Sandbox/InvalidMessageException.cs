namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>A line of a worker is not a message. Only a script that writes to the worker's pipe itself causes it.</summary>
internal sealed class InvalidMessageException(string message) : Exception(message);
