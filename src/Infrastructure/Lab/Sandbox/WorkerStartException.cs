namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>A worker did not become ready. The message says why, in the words of the program that failed.</summary>
internal sealed class WorkerStartException(string message) : Exception(message);
